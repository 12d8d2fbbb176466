"""What the market allows, as pure functions: times, states, prices, ratings."""
