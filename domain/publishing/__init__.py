"""What a provider publishes about itself: small tables, frozen when they are published."""
