package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static final AllocationSite USERS =
      new AllocationSite("com.acme.Book$Fill", "fills", "Book.java", 58, Origin.USER);
  private static final AllocationSite JDKS =
      new AllocationSite("java.util.ArrayList", "grow", "ArrayList.java", 237, Origin.JDK);

  @Test
  void allocationSite_printsAsMessagesDo() {
    assertThat(USERS).hasToString("Book$Fill.fills(Book.java:58)");
    assertThat(JDKS).hasToString("java.util.ArrayList.grow(ArrayList.java:237)");
    assertThat(new AllocationSite("Main", "run", "Main.java", -1, Origin.USER))
        .hasToString("Main.run(Main.java)");
  }

  @Test
  void allocationSite_packageName() {
    assertThat(USERS.packageName()).isEqualTo("com.acme");
    assertThat(new AllocationSite("Main", "run", "Main.java", 1, Origin.USER).packageName())
        .isEmpty();
  }

  @Test
  void siteStatistics_location() {
    assertThat(statistics(JDKS, Optional.of(USERS), 1).location())
        .isEqualTo("java.util.ArrayList.grow(ArrayList.java:237) <- Book$Fill.fills(Book.java:58)");
    assertThat(statistics(JDKS, Optional.of(USERS), 3).location()).endsWith("58) and 2 more");
    assertThat(statistics(USERS, Optional.empty(), 1).location())
        .isEqualTo("Book$Fill.fills(Book.java:58)");
  }

  private static SiteStatistics statistics(
      AllocationSite site, Optional<AllocationSite> caller, int callers) {
    return new SiteStatistics("int[]", site, caller, callers, "main", true, 2, 48);
  }

  @Test
  void peakBracket_wrongOrder_namesBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PeakBracket(5, 4))
        .withMessage("peak must be a bracket of two sizes, the lower first: 5, 4");
    assertThatIllegalArgumentException().isThrownBy(() -> new PeakBracket(-1, 4));
  }

  @Test
  void chainLink_printsAsMessagesDo() {
    assertThat(new ChainLink("Registry", "static SESSIONS", true))
        .hasToString("Registry.static SESSIONS");
    assertThat(new ChainLink("Object[]", "[3]", false)).hasToString("Object[][3]");
    assertThat(new ChainLink("Session", "", true)).hasToString("Session");
  }

  @Test
  void leak_copiesAndSums() {
    List<ChainLink> chain = new ArrayList<>(List.of(new ChainLink("Session", "", true)));
    List<SiteStatistics> objects = List.of(statistics(USERS, Optional.empty(), 1));
    Leak leak =
        new Leak("Registry", "static", chain, OptionalInt.empty(), objects, OptionalLong.empty());
    chain.clear();

    assertThat(leak.chain()).hasSize(1);
    assertThat(leak.objectCount()).isEqualTo(2);
    assertThat(leak.shallowBytes()).isEqualTo(48);
  }

  @Test
  void preset_settingName() {
    assertThat(Preset.LOW_OVERHEAD.settingName()).isEqualTo("low-overhead");
  }

  @Test
  void cannotCertify_saysSo() {
    assertThat(new CannotCertifyException("leaks", "no collection"))
        .hasMessage("Cannot certify leaks: no collection");
  }
}
