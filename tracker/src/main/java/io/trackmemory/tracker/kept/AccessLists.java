package io.trackmemory.tracker.kept;

import static java.nio.file.attribute.AclEntryPermission.APPEND_DATA;
import static java.nio.file.attribute.AclEntryPermission.DELETE;
import static java.nio.file.attribute.AclEntryPermission.DELETE_CHILD;
import static java.nio.file.attribute.AclEntryPermission.WRITE_ACL;
import static java.nio.file.attribute.AclEntryPermission.WRITE_DATA;
import static java.nio.file.attribute.AclEntryPermission.WRITE_OWNER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By lists of who may do what, as Windows has them. Their names are in the language of the system,
 * so that nobody is known by name: who may write to the user's home, as administrators may, may
 * write to the folder, and nobody else.
 *
 * @param trusted who may
 */
record AccessLists(Set<UserPrincipal> trusted) implements Owner {

  private static final Set<AclEntryPermission> WRITING =
      Set.of(APPEND_DATA, DELETE, DELETE_CHILD, WRITE_ACL, WRITE_DATA, WRITE_OWNER);

  static AccessLists ofHome() throws IOException {
    Path home = Path.of(System.getProperty("user.home", ""));
    Set<UserPrincipal> trusted = writers(listOf(home).getAcl());
    trusted.add(listOf(home).getOwner());
    return new AccessLists(trusted);
  }

  private static AclFileAttributeView listOf(Path file) throws IOException {
    AclFileAttributeView list =
        Files.getFileAttributeView(file, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (list == null) {
      throw new IOException("who may write to " + file + " cannot be told");
    }
    return list;
  }

  @Override
  public void require(Path file) throws IOException {
    require(file, listOf(file).getOwner(), listOf(file).getAcl());
  }

  void require(Path file, UserPrincipal owner, List<AclEntry> entries) throws IOException {
    Set<UserPrincipal> others = writers(entries);
    others.add(owner);
    others.removeAll(trusted);
    if (!others.isEmpty()) {
      throw new IOException("others than its owner may write to " + file + ": " + others);
    }
  }

  /* An entry that is inherited only is about what will be made inside. */
  private static Set<UserPrincipal> writers(List<AclEntry> entries) {
    Set<UserPrincipal> writers = new HashSet<>();
    for (AclEntry entry : entries) {
      if (entry.type() == AclEntryType.ALLOW
          && !entry.flags().contains(AclEntryFlag.INHERIT_ONLY)
          && !Collections.disjoint(entry.permissions(), WRITING)) {
        writers.add(entry.principal());
      }
    }
    return writers;
  }
}
