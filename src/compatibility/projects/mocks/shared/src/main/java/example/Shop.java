package example;

/** Uses what tests replace. */
public final class Shop {

  private final Prices prices;

  /** Sells at these prices. */
  public Shop(Prices prices) {
    this.prices = prices;
  }

  /** Makes so many orders. */
  public int sell(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += new Orders.Order(i, prices.of(i)).price;
    }
    return sum;
  }

  /** Final, so that only inline mocks replace it. */
  public static final class Prices {

    /** The price of one. */
    public int of(int id) {
      return id;
    }
  }
}
