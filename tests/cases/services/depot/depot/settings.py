NAME = "Depot"
PORT = 8000
MAX_WEIGHT = 31.5

# Cents for each started kilogram, by zone.
RATES = {"near": 120, "far": 340}
NEAR = ["Ulm", "Bonn", "Jena"]

_limit = 3
