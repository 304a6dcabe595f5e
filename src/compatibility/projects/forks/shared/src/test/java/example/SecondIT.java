package example;

class SecondIT extends OrdersTests {}
