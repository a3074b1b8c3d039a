"""Cards of the tables (Datasheets for Datasets), written by hand in both languages."""
