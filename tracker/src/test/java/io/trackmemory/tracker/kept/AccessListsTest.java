package io.trackmemory.tracker.kept;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists as Windows has them, on any system. */
class AccessListsTest {

  private static final Path FOLDER = Path.of("folder");
  private static final Named USER = new Named("user");
  private static final Named ADMINISTRATORS = new Named("administrators");
  private static final Named OTHER = new Named("other");

  private static final AccessLists LISTS = new AccessLists(Set.of(USER, ADMINISTRATORS));

  private record Named(String name) implements UserPrincipal {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static AclEntry entry(
      AclEntryType type, UserPrincipal who, AclEntryPermission what, AclEntryFlag... flags) {
    return AclEntry.newBuilder()
        .setType(type)
        .setPrincipal(who)
        .setPermissions(what)
        .setFlags(flags)
        .build();
  }

  @Test
  void require_thoseOfTheHome() {
    List<AclEntry> entries =
        List.of(
            entry(AclEntryType.ALLOW, USER, AclEntryPermission.WRITE_DATA),
            entry(AclEntryType.ALLOW, ADMINISTRATORS, AclEntryPermission.WRITE_ACL),
            entry(AclEntryType.ALLOW, OTHER, AclEntryPermission.READ_DATA),
            entry(AclEntryType.DENY, OTHER, AclEntryPermission.WRITE_DATA),
            entry(
                AclEntryType.ALLOW,
                OTHER,
                AclEntryPermission.WRITE_DATA,
                AclEntryFlag.INHERIT_ONLY));

    assertThatCode(() -> LISTS.require(FOLDER, USER, entries)).doesNotThrowAnyException();
  }

  @Test
  void require_another() {
    for (AclEntryPermission what :
        List.of(
            AclEntryPermission.WRITE_DATA,
            AclEntryPermission.APPEND_DATA,
            AclEntryPermission.DELETE,
            AclEntryPermission.DELETE_CHILD,
            AclEntryPermission.WRITE_ACL,
            AclEntryPermission.WRITE_OWNER)) {
      assertThatIOException()
          .isThrownBy(
              () -> LISTS.require(FOLDER, USER, List.of(entry(AclEntryType.ALLOW, OTHER, what))))
          .withMessage("others than its owner may write to folder: [other]");
    }
    assertThatIOException().isThrownBy(() -> LISTS.require(FOLDER, OTHER, List.of()));
  }
}
