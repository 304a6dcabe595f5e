module example.orders {
  exports example;
}
