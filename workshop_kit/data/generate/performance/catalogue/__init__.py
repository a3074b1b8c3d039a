"""Hand-written lists the generator draws from: agencies, their programmes, their indicators."""
