"""The machinery under every projection: declare, claim, fold, write, rebuild, wait."""
