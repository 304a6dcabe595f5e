package example;

/** A bean. */
public class OrderService {

  /** Makes so many orders. */
  public int make(int count) {
    return Orders.make(count);
  }
}
