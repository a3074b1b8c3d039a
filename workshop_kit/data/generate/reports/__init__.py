"""The corpus ``laporan_opd``: performance reports whose narrative sometimes contradicts the tables."""
