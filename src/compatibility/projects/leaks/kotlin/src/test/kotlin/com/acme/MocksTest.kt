package com.acme

import io.mockk.coEvery
import io.mockk.coVerify
import io.mockk.every
import io.mockk.mockk
import io.mockk.mockkObject
import io.mockk.slot
import io.mockk.spyk
import io.mockk.unmockkObject
import io.mockk.verify
import io.trackmemory.extension.NoLeaks
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

@NoLeaks
class MocksTest {
  @Test
  fun cleanCaptures() {
    val gateway = mockk<Gateway>()
    val name = slot<String>()
    every { gateway.price(capture(name)) } answers { name.captured.length }
    assertEquals(8, Shop(gateway).price("lamp", 2))
  }

  @Test
  fun cleanMocks() {
    val gateway = mockk<Gateway>()
    every { gateway.price("lamp") } returns 30
    assertEquals(60, Shop(gateway).price("lamp", 2))
    verify(exactly = 1) { gateway.price("lamp") }
  }

  @Test
  fun cleanMocksAnObject() {
    mockkObject(PriceFeed)
    try {
      every { PriceFeed.tell(any()) } returns Unit
      PriceFeed.tell(5)
      verify { PriceFeed.tell(5) }
    } finally {
      unmockkObject(PriceFeed)
    }
  }

  @Test
  fun cleanMocksCoroutines() = runTest {
    val gateway = mockk<Gateway>(relaxed = true)
    coEvery { gateway.fetch(any()) } returns 7
    assertEquals(listOf(Item("lamp", 7)), Shop(gateway).fetch(listOf("lamp")))
    coVerify { gateway.fetch("lamp") }
  }

  @Test
  fun cleanSpies() {
    val gateway = mockk<Gateway> { every { price(any()) } returns 2 }
    val shop = spyk(Shop(gateway))
    assertEquals(6, shop.price("lamp", 3))
    verify { shop.price("lamp", 3) }
  }

  @HeldBy("com.acme.Shop.current")
  @Test
  fun leaksAMock() {
    val gateway = mockk<Gateway>()
    every { gateway.price(any()) } returns 30
    Shop.current = gateway
    assertEquals(60, Shop(gateway).price("lamp", 2))
  }
}
