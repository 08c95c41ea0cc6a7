"""How long it takes from one instant to another, with those who have not come to it yet."""
