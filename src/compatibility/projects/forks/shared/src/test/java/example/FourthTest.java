package example;

class FourthTest extends OrdersTests {}
