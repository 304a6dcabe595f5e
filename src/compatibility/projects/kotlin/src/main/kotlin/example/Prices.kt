package example

/** A price: 16 bytes of header and a long, 24 in all. */
data class Price(val cents: Long)

object Prices {

  /** Makes so many prices and keeps none. */
  fun make(count: Int): Long {
    var sum = 0L
    for (i in 1..count) {
      sum += Price(i.toLong()).cents
    }
    return sum
  }

  /** Makes a list of prices in lambdas that Kotlin inlines. */
  fun mapped(cents: LongArray): List<Price> = cents.filter { it > 1 }.map { Price(it) }

  /** Makes prices in a lambda that is an object. */
  fun each(count: Int, make: (Int) -> Price): Long {
    var sum = 0L
    for (i in 1..count) {
      sum += make(i).cents
    }
    return sum
  }
}
