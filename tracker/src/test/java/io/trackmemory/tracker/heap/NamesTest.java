package io.trackmemory.tracker.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.jdk.GeneratedNames;
import io.trackmemory.tracker.jdk.Glob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names without what differs from run to run, and patterns of names. */
class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Foo, com.acme.Foo",
    "com.acme.Foo$1, com.acme.Foo$1",
    "com.acme.Foo$$Lambda$14+0x00007f3430001800, com.acme.Foo$$Lambda",
    "com.acme.Foo$$Lambda$14/0x0000000800c03000, com.acme.Foo$$Lambda",
    "com.acme.Foo$$Lambda+0x000000005c041000, com.acme.Foo$$Lambda",
    "jdk.proxy2.$Proxy17, jdk.proxy2.$Proxy",
    "com.acme.Foo$ByteBuddy$x7fAb12c, com.acme.Foo$ByteBuddy",
    "com.acme.Foo$MockitoMock$1234567890, com.acme.Foo$MockitoMock",
    "com.acme.Foo$MockitoMock$0xAb$auxiliary$q1W2e3R4, com.acme.Foo$MockitoMock$auxiliary",
    "com.acme.Foo$$SpringCGLIB$$0, com.acme.Foo$$SpringCGLIB",
    "com.acme.Foo$$EnhancerBySpringCGLIB$$1a2b3c4d, com.acme.Foo$$EnhancerBySpringCGLIB",
    "com.acme.Foo$$EnhancerByGuice$$7, com.acme.Foo$$EnhancerByGuice",
    "com.acme.Foo$$SpringCGLIB$$FastClass$$1, com.acme.Foo$$SpringCGLIB",
    "com.acme.Foo$HibernateProxy$Ab12Cd34, com.acme.Foo$HibernateProxy",
    "com.acme.Foo_$$_jvst1a_0, com.acme.Foo_$$_jvst",
    "com.acme.Foo$MockitoMock$12[], com.acme.Foo$MockitoMock[]",
    "net.bytebuddy.ByteBuddy$EnumerationImplementation, net.bytebuddy.ByteBuddy$EnumerationImplementation",
    "com.acme.Foo$_run_closure1, com.acme.Foo$_run_closure1",
    "com.acme.FooKt$main$1, com.acme.FooKt$main$1",
    "com.acme.Proxy17, com.acme.Proxy17",
    "jdk.internal.reflect.GeneratedMethodAccessor3, jdk.internal.reflect.GeneratedMethodAccessor",
    "java.lang.Object[], java.lang.Object[]"
  })
  void stable_leavesOutNumbersOfHiddenClasses(String name, String stable) {
    assertThat(ClassNames.stable(name)).isEqualTo(stable);
  }

  @ParameterizedTest
  @CsvSource({
    "java.util.ArrayList, true",
    "jdk.proxy2.$Proxy, true",
    "javax.crypto.Cipher[], true",
    "com.sun.jmx.mbeanserver.Repository, true",
    "com.sun.jersey.spi.inject.Errors, false",
    "com.sun.jna.Memory, false",
    "javax.servlet.http.HttpServlet, false",
    "com.acme.Foo, false"
  })
  void isJdk_librariesInPackagesOfTheSameName_areNot(String name, boolean expected) {
    assertThat(ClassNames.isJdk(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Foo$MockitoMock$1234, true",
    "com.acme.Foo$ByteBuddy$x7f, true",
    "com.acme.Foo$Subclass3, true",
    "com.acme.Foo$HibernateProxy$Ab3, true",
    "com.acme.Foo$$SpringCGLIB$$0, true",
    "com.acme.Foo$$EnhancerBySpringCGLIB$$1a2b, true",
    "com.acme.Foo_$$_jvst1, true",
    "com.acme.$Foo$Definition$Intercepted, true",
    "com.acme.$Foo$Definition, true",
    "com/acme/$Foo$Definition, true",
    "com.acme.Foo_Bean, true",
    "com.acme.Foo_Subclass, true",
    "com.acme.Foo_ClientProxy, true",
    "com.acme.$Proxy, true",
    "jdk.proxy2.$Proxy, true",
    "com.acme.Foo$Proxy, false",
    "com.acme.Foo_Subclasses, false",
    "com.acme.Foo$$Lambda, false",
    "com.acme.Foo$1, false"
  })
  void isGenerated_byLibrariesAndTheirTools(String name, boolean expected) {
    assertThat(GeneratedNames.isStandIn(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Foo$$Lambda, com.acme.Foo",
    "com.acme.Foo$Bar[][], com.acme.Foo$Bar",
    "com.acme.Foo$$Lambda[], com.acme.Foo",
    "com.acme.Foo, com.acme.Foo"
  })
  void elementOrHost_ofArraysAndLambdas(String name, String expected) {
    assertThat(ClassNames.elementOrHost(name)).isEqualTo(expected);
  }

  @Test
  void withoutNumbers_poolThread_isTheSameForAllOfThePool() {
    assertThat(ClassNames.withoutNumbers("pool-1-thread-12")).isEqualTo("pool-#-thread-#");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Cache, com.acme.Cache, true",
    "com.acme.Cache, com.acme.CacheEntry, false",
    "com.acme.*, com.acme.Cache.ENTRIES, true",
    "*.ENTRIES, com.acme.Cache.ENTRIES, true",
    "com.acme.Cache.*S, com.acme.Cache.ENTRIES, true",
    "com.acme.Cache$1, com.acme.Cache$1, true",
    "com+acme, comacme, false"
  })
  void matches_pattern(String pattern, String name, boolean expected) {
    assertThat(Glob.of(pattern).matches(name)).isEqualTo(expected);
  }
}
