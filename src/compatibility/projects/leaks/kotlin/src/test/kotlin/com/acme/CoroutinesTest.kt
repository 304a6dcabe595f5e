package com.acme

import io.trackmemory.extension.NoLeaks
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.resetMain
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.test.setMain
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

@NoLeaks
@OptIn(ExperimentalCoroutinesApi::class)
class CoroutinesTest {
  private val shop = Shop(Fixed)

  private object Fixed : Gateway {
    override fun price(name: String) = 7

    override suspend fun fetch(name: String): Int {
      delay(1.seconds)
      return name.length
    }
  }

  @Test
  fun cleanCancels() = runBlocking {
    val started = CompletableDeferred<Unit>()
    val job = Background.repeat { started.complete(Unit) }
    started.await()
    job.cancelAndJoin()
  }

  @Test
  fun cleanCollects() = runTest {
    assertEquals(listOf(1_002, 1_004), shop.count(5).filter { it % 2 == 0 }.toList())
  }

  @Test
  fun cleanComputesElsewhere() {
    runBlocking { assertEquals(50_005_000, shop.compute(10_000)) }
  }

  @Test
  fun cleanFetchesInVirtualTime() = runTest {
    val all = listOf("lamp", "chair").map { async { shop.fetch(listOf(it)) } }.awaitAll()
    assertEquals(4, all[0][0].price)
  }

  @Test
  fun cleanGivesUp() {
    runBlocking {
      assertThrows(TimeoutCancellationException::class.java) {
        runBlocking { withTimeout(20) { delay(10_000) } }
      }
    }
  }

  @Test
  fun cleanListensForAWhile() {
    val sum = AtomicInteger()
    val listener: (Int) -> Unit = { sum.addAndGet(it) }
    PriceFeed.add(listener)
    PriceFeed.tell(3)
    PriceFeed.remove(listener)
    assertEquals(3, sum.get())
  }

  @Test
  fun cleanReplacesTheMainDispatcher() {
    Dispatchers.setMain(StandardTestDispatcher())
    try {
      runTest {
        launch(Dispatchers.Main) { delay(100) }
        advanceTimeBy(200)
      }
    } finally {
      Dispatchers.resetMain()
    }
  }

  @Test
  fun cleanSharesAFlowForAWhile() = runTest {
    val seen = mutableListOf<Int>()
    val job = PriceFeed.prices.onEach { seen += it + 1_000 }.launchIn(backgroundScope)
    testScheduler.runCurrent()
    PriceFeed.prices.emit(5)
    testScheduler.runCurrent()
    job.cancelAndJoin()
    assertEquals(listOf(1_005), seen)
  }

  @HeldBy("com.acme.PriceFeed.listeners")
  @Test
  fun leaksAListener() {
    val seen = ByteArray(1_000)
    PriceFeed.add { seen[0]++ }
    PriceFeed.tell(5)
  }

  @HeldBy("com.acme.Shop.answers")
  @Test
  fun leaksAnswers() = runTest { assertEquals(4, Shop.once("lamp").price) }

  @HeldBy("com.acme.Background.scope")
  @Test
  fun leaksWorkInTheBackground() {
    val page = ByteArray(2_000)
    val started = CompletableDeferred<Unit>()
    Background.await {
      page[0]++
      started.complete(Unit)
    }
    runBlocking {
      started.await()
      delay(200) // until it waits
    }
  }
}
