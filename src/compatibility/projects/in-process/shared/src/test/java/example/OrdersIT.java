package example;

class OrdersIT extends OrdersTests {}
