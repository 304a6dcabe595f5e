package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.constant.ClassDesc;
import java.nio.ByteOrder;
import java.security.Provider;
import java.time.Month;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a miss to the end of the method that looks up is first use. */
class LookupsTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private ThreadRecorder mine;

  @BeforeEach
  void open() {
    mine = HookFixture.current();
  }

  private static final class UserHelper {}

  @Test
  void miss_isFirstUse_untilTheEnd() {
    Lookups.begin();
    assertThat(mine.isCounting()).isTrue();
    Lookups.found(null);
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.miss();
    Lookups.end();
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.firstUse).isZero();
  }

  @Test
  void found_isNot() {
    Lookups.begin();
    Lookups.found("");
    Lookups.foundBelow2100("", 1);
    Lookups.foundBelow2100(null, 2_100);
    Lookups.foundBy("", "");
    Lookups.foundBy(null, new UserHelper());
    assertThat(mine.isCounting()).isTrue();
    Lookups.foundBelow2100(null, 2_099);
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
    Lookups.begin();
    Lookups.foundBy(null, "of the JDK");
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
  }

  @Test
  void classOfAnEnumConstant_isAMiss_forConstantsOfThatEnum() {
    Lookups.begin();
    Lookups.foundClassOf(desc("java.time.DayOfWeek"), Month.MAY);
    Lookups.foundClassOf(desc("java_time.Month"), Month.MAY);
    Lookups.foundClassOf(desc("java.time.Month"), "MAY");
    assertThat(mine.isCounting()).isTrue();
    Lookups.foundClassOf(desc("java.time.Month"), Month.MAY);
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
    Lookups.begin();
    Lookups.foundClassOf(desc("java.util.concurrent.TimeUnit"), TimeUnit.DAYS);
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
  }

  @Test
  void layoutsThatAreNotTheJdks_areNoMiss() {
    Lookups.begin();
    Lookups.foundOfConstant("handle", ByteOrder.nativeOrder(), Optional.empty());
    Lookups.foundOfConstant(null, ByteOrder.nativeOrder(), Optional.of("x"));
    Lookups.foundOfConstant(null, foreign(), Optional.empty());
    assertThat(mine.isCounting()).isTrue();
    Lookups.foundOfConstant(null, ByteOrder.nativeOrder(), Optional.empty());
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
  }

  @Test
  void constructorThatAServiceKeeps_isAMiss_others_areNot() throws ReflectiveOperationException {
    Lookups.begin();
    Lookups.missByService(Object.class.getConstructor(), LookupsTest.class);
    Lookups.missByService(String.class.getConstructor(String.class), Provider.Service.class);
    Lookups.missByService(Object.class.getMethod("hashCode"), Provider.Service.class);
    assertThat(mine.isCounting()).isTrue();
    Lookups.missByService(Object.class.getConstructor(), Provider.Service.class);
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
  }

  private static ByteOrder foreign() {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
        ? ByteOrder.LITTLE_ENDIAN
        : ByteOrder.BIG_ENDIAN;
  }

  private static ClassDesc desc(String className) {
    return ClassDesc.of(className);
  }

  @Test
  void filled_endsIt_once() {
    Lookups.begin();
    Lookups.filled();
    assertThat(mine.firstUse).isZero();
    Lookups.miss();
    Lookups.filled();
    assertThat(mine.isCounting()).isTrue();
    Hook.firstUse(1);
    Lookups.filled();
    Lookups.end();
    assertThat(mine.isFirstUse()).as("that around it goes on").isTrue();
  }

  @Test
  void lookupsInside_endOnTheirOwn() {
    Lookups.begin();
    Lookups.miss();
    Lookups.begin();
    Lookups.miss();
    assertThat(mine.firstUse).isEqualTo(2);
    Lookups.end();
    assertThat(mine.firstUse).isEqualTo(1);
    Lookups.begin();
    Lookups.end();
    assertThat(mine.isFirstUse()).isTrue();
    Lookups.end();
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.misses).isZero();
  }
}
