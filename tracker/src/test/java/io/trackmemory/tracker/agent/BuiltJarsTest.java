package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltJarsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/me/shop/core/target/core-1.0.jar",
        "/home/me/shop/core/target/core-1.0-tests.jar",
        "/home/me/shop/target/scala-2.13/shop_2.13-1.0.jar",
        "/home/me/shop/target/quarkus-app/app/shop-1.0.jar",
        "/home/me/shop/target/1.0/shop.jar",
        "/home/me/shop/core/build/libs/core-1.0.jar",
        "/C:/shop/target/shop.jar",
      })
  void contain_jarOfTheBuild(String path) {
    assertThat(BuiltJars.contain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/me/.m2/repository/com/google/guava/guava/33.0/guava-33.0.jar",
        "/home/me/.gradle/caches/modules-2/files-2.1/org.h2/h2/2.3/0a1b/h2-2.3.jar",
        "/home/me/shop/target/it/repository/com/google/guava/guava/33.0/guava-33.0.jar",
        "/home/me/shop/target/it/repository/a/b/b/1.0-SNAPSHOT/b-1.0-20260131.120000-1.jar",
        "/builds/target/shop/.m2/repository/org/h2/h2/2.3/h2-2.3.jar",
        "/home/me/shop/target/lib/h2-2.3.jar",
        "/home/me/shop/target/dependency/h2-2.3.jar",
        "/home/me/shop/target/quarkus-app/lib/main/org.h2.h2-2.3.jar",
        "/home/me/shop/target/shop-1.0/WEB-INF/lib/h2-2.3.jar",
        "/home/me/shop/libs/h2-2.3.jar",
        "/h2.jar",
        "h2.jar",
      })
  void contain_jarOfALibrary(String path) {
    assertThat(BuiltJars.contain(path)).isFalse();
  }
}
