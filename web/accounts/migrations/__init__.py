"""How the accounts' tables came to be, step by step: they are not rebuilt from anything."""
