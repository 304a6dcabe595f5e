package com.acme

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** One feed for everybody. */
object PriceFeed {
  val prices = MutableSharedFlow<Int>(replay = 0, extraBufferCapacity = 16)
  private val listeners = mutableListOf<(Int) -> Unit>()

  fun add(listener: (Int) -> Unit) {
    listeners += listener
  }

  fun remove(listener: (Int) -> Unit) {
    listeners -= listener
  }

  fun tell(price: Int) = listeners.forEach { it(price) }
}

/** Work in the background, as long as the application runs. */
object Background {
  private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)

  fun repeat(work: suspend () -> Unit): Job =
    scope.launch {
      while (true) {
        work()
        delay(60_000)
      }
    }

  fun await(work: suspend () -> Unit): Job =
    scope.launch {
      work()
      awaitCancellation()
    }
}

data class Item(val name: String, val price: Int)

/** What somebody else tells. */
interface Gateway {
  fun price(name: String): Int

  suspend fun fetch(name: String): Int
}

class Shop(private val gateway: Gateway) {
  fun price(name: String, amount: Int): Int = gateway.price(name) * amount

  suspend fun fetch(names: List<String>): List<Item> = names.map { Item(it, gateway.fetch(it)) }

  suspend fun compute(n: Int): Int = withContext(Dispatchers.Default) { (1..n).sum() }

  fun count(to: Int): Flow<Int> = flow {
    for (i in 1..to) {
      delay(10)
      emit(i + 1_000)
    }
  }

  companion object {
    private val answers = HashMap<String, Item>()
    var current: Gateway? = null

    fun once(name: String): Item = answers.getOrPut(name) { Item(name, name.length) }
  }
}
