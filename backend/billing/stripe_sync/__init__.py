"""What an object of Stripe's becomes here: how it is read, how it is kept, and what it says in our words."""
