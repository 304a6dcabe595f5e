package example;

class SecondTest extends OrdersTests {}
