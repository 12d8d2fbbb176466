"""The pages of the market: shop window, bookings, the provider's desk, the committee's."""
