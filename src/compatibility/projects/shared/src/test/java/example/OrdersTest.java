package example;

class OrdersTest extends OrdersTests {}
