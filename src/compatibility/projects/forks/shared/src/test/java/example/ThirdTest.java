package example;

class ThirdTest extends OrdersTests {}
