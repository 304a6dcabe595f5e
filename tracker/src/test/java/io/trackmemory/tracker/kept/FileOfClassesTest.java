package io.trackmemory.tracker.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trackmemory.tracker.site.SitesOfClass;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOfClassesTest {

  private static final String KEY = "this JDK";
  private static final byte[] FILE = {1, 2, 3, 4};
  private static final byte[] REWRITTEN = {9, 8, 7, 6, 5};
  private static final int[] RECORDS = {17, 0, 8, 9, 12, 40, 18, 0, 8, 9, 12, -1};

  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void chooseFolder() {
    folder = temporary.resolve("kept");
  }

  private FileOfClasses open() throws IOException {
    return FileOfClasses.open(folder, KEY);
  }

  private static KeptClass rewritten(@Nullable String source) {
    return new KeptClass(REWRITTEN, new SitesOfClass(RECORDS, "\u0001a\u00ff", source));
  }

  private void keep(String... names) throws IOException {
    FileOfClasses file = open();
    for (String name : names) {
      file.add(name, false, FILE, rewritten(null));
    }
    file.end();
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((one, other) -> Path.of("several")).orElseThrow();
    }
  }

  private boolean isKept(String name) throws IOException {
    FileOfClasses file = open();
    boolean found = file.find(name, false, FILE) != null;
    file.end();
    return found;
  }

  @Test
  void find_whatWasKept() throws IOException {
    FileOfClasses first = open();
    assertThat(first.sites()).isZero();
    assertThat(first.find("a/B", false, FILE)).isNull();
    first.add("a/B", false, FILE, rewritten(null));
    first.add("a/C", true, FILE, rewritten("C.kt"));
    first.add("a/D", false, FILE, KeptClass.UNCHANGED);
    first.end();

    FileOfClasses second = open();
    assertThat(second.sites()).isEqualTo(19);
    assertSame(second.find("a/B", false, FILE), null);
    assertSame(second.find("a/C", true, FILE), "C.kt");
    assertThat(second.find("a/D", false, FILE)).isEqualTo(KeptClass.UNCHANGED);
    second.end();
    assertThat(second.find("a/B", false, FILE)).as("the agent has started").isNull();
  }

  private static void assertSame(@Nullable KeptClass found, @Nullable String source) {
    assertThat(Objects.requireNonNull(found).rewritten()).isEqualTo(REWRITTEN);
    SitesOfClass sites = Objects.requireNonNull(found.sites());
    assertThat(sites.records()).isEqualTo(RECORDS);
    assertThat(sites.names()).isEqualTo("\u0001a\u00ff");
    assertThat(sites.source()).isEqualTo(source);
  }

  @Test
  void find_otherBytes() throws IOException {
    keep("a/B");
    FileOfClasses file = open();

    assertThat(file.find("a/B", false, new byte[] {1, 2, 3, 5})).isNull();
    assertThat(file.find("a/B", false, new byte[] {1, 2, 3})).isNull();
    assertThat(file.find("a/B", false, new byte[] {1, 2, 3, 4, 0})).isNull();
    assertThat(file.find("a/B", true, FILE)).isNull();
    assertThat(file.find("a/X", false, FILE)).isNull();
    assertThat(file.find("a/B", false, FILE)).isNotNull();
  }

  @Test
  void open_otherKey() throws IOException {
    keep("a/B");
    FileOfClasses other = FileOfClasses.open(folder, "another JDK");
    assertThat(other.find("a/B", false, FILE)).isNull();
    other.end();

    Path misnamed = file();
    FileOfClasses foreign = FileOfClasses.open(folder, "a third JDK");
    foreign.add("a/B", false, FILE, rewritten(null));
    foreign.end();
    try (Stream<Path> files = Files.list(folder)) {
      Path written = files.filter(each -> !each.equals(misnamed)).findFirst().orElseThrow();
      Files.move(misnamed, written, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(FileOfClasses.open(folder, "a third JDK").find("a/B", false, FILE)).isNull();
  }

  /** Whatever is changed in it, what it gives is right or nothing; and it is replaced. */
  @Test
  void damaged_givesNothingWrong() throws IOException {
    keep("a/B", "a/C");
    byte[] whole = Files.readAllBytes(file());
    Random chance = new Random(1);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + chance.nextInt(255));
      assertNothingWrong(changed);
      assertNothingWrong(Arrays.copyOf(whole, at));
    }
    assertNothingWrong(Arrays.copyOf(whole, whole.length + 1));
    assertNothingWrong(new byte[0]);

    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    keep("a/B");
    assertThat(isKept("a/B")).isTrue();
  }

  private void assertNothingWrong(byte[] content) throws IOException {
    Files.write(file(), content);
    FileOfClasses file = open();
    for (String name : List.of("a/B", "a/C")) {
      KeptClass found = file.find(name, false, FILE);
      if (found != null) {
        assertSame(found, null);
      }
    }
    file.end();
  }

  @Test
  void add_keepsThoseThatWereThere() throws IOException {
    keep("a/B", "a/C");
    keep("a/D");
    FileOfClasses file = open();
    file.add("a/C", false, new byte[] {5}, KeptClass.UNCHANGED);
    file.end();

    assertThat(isKept("a/B")).isTrue();
    assertThat(isKept("a/D")).isTrue();
    assertThat(isKept("a/C")).isFalse();
    assertThat(open().find("a/C", false, new byte[] {5})).isEqualTo(KeptClass.UNCHANGED);
  }

  @Test
  void add_fewOfMany_leavesTheFile() throws IOException {
    keep("a/B");
    byte[] before = Files.readAllBytes(file());
    FileOfClasses file = open();
    for (int i = 0; i < 32; i++) {
      file.find("a/B", false, FILE);
    }
    file.add("a/C", false, FILE, rewritten(null));
    file.end();

    assertThat(file()).hasBinaryContent(before);
  }

  @Test
  void add_namesBeyondLatin1_areNotKept() throws IOException {
    FileOfClasses file = open();
    file.add("a/B", false, FILE, new KeptClass(FILE, new SitesOfClass(RECORDS, "\u0100", null)));
    file.add("a/C", false, FILE, new KeptClass(FILE, new SitesOfClass(RECORDS, "", "\u0416.kt")));
    file.end();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void add_sitesWithoutEnd_beginsAnew() throws IOException {
    keep("a/B");
    FileOfClasses file = open();
    int[] high = RECORDS.clone();
    high[0] = 1 << 21;
    file.add("a/C", false, FILE, new KeptClass(FILE, new SitesOfClass(high, "", null)));
    file.end();

    assertThat(folder).isEmptyDirectory();
  }

  /** As JVMs that start at once: who reads meanwhile has a whole file or none. */
  @Test
  void end_ofSeveralAtOnce_leavesOneWholeFile() throws IOException, InterruptedException {
    List<FileOfClasses> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FileOfClasses file = open();
      file.add("a/B", false, FILE, rewritten(null));
      file.add("a/C" + i, false, new byte[100_000], KeptClass.UNCHANGED);
      files.add(file);
    }
    List<Thread> threads = new ArrayList<>();
    for (FileOfClasses file : files) {
      Thread thread = new Thread(file::end);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(isKept("a/B")).isTrue();
    assertThat(file()).isRegularFile();
  }

  @Test
  void end_readerMeanwhile_keepsItsFile() throws IOException {
    keep("a/B");
    FileOfClasses reader = open();
    Files.delete(file());
    keep("a/C");

    assertThat(reader.find("a/B", false, FILE)).isNotNull();
  }

  @Test
  void files_areThisUsersAlone() throws IOException {
    assumeTrue(isUnix());
    keep("a/B");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void folderThatOthersMayWrite_isRefused() throws IOException {
    assumeTrue(isUnix());
    keep("a/B");
    for (String permissions : List.of("rwxrwx---", "rwx----w-")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
      assertThatIOException()
          .isThrownBy(this::open)
          .withMessage("others than its owner may write to " + folder);
    }
  }

  @Test
  void fileThatOthersMayWrite_isIgnoredAndReplaced() throws IOException {
    assumeTrue(isUnix());
    keep("a/B");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw----"));

    assertThat(isKept("a/B")).isFalse();
    keep("a/C");
    assertThat(isKept("a/C")).isTrue();
    assertThat(isKept("a/B")).isFalse();
  }

  @Test
  void folderInOneThatAnybodyMayWrite_isRefused() throws IOException {
    assumeTrue(isUnix());
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatIOException()
        .isThrownBy(() -> FileOfClasses.open(open.resolve("kept"), KEY))
        .withMessage("anybody may replace what is in " + open);
  }

  @Test
  void ofAnotherUser_isRefused() throws IOException {
    assumeTrue(isUnix() && isRoot());
    keep("a/B");
    Path file = file();
    Files.setAttribute(file, "unix:uid", 12_345, LinkOption.NOFOLLOW_LINKS);
    assertThat(isKept("a/B")).isFalse();

    Files.setAttribute(folder, "unix:uid", 12_345, LinkOption.NOFOLLOW_LINKS);
    assertThatIOException()
        .isThrownBy(this::open)
        .withMessage(folder + " belongs to another user: 12345");
  }

  @Test
  void links_areRefused() throws IOException {
    assumeTrue(isUnix());
    keep("a/B");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    assertThatIOException()
        .isThrownBy(() -> FileOfClasses.open(link, KEY))
        .withMessage(link + " is no folder, or a link to one");

    Path moved = temporary.resolve("moved");
    Path file = file();
    Files.move(file, moved);
    Files.createSymbolicLink(file, moved);
    assertThat(isKept("a/B")).isFalse();
  }

  @Test
  void folderThatCannotBeMade_isRefused() throws IOException {
    Path inFile = Files.createFile(temporary.resolve("file")).resolve("kept");

    assertThatIOException().isThrownBy(() -> FileOfClasses.open(inFile, KEY));
  }

  @Test
  void tooMuch_goesTheOldestFirst() throws IOException {
    keep("a/B");
    Path used = file();
    Path oldest = sparse("0000000000000001.classes", 3);
    Path older = sparse("0000000000000002.classes", 2);
    Path torn = sparse("0000000000000003.classes.1-2.new", 2);
    Path foreign = sparse("notes.txt", 9);
    assertThat(used.toFile().setLastModified(0)).isTrue();
    PrivateFolder.tidy(used);

    assertThat(oldest).doesNotExist();
    assertThat(torn).doesNotExist();
    assertThat(older).exists();
    assertThat(foreign).exists();
    assertThat(used).as("oldest, but in use").exists();
  }

  private Path sparse(String name, int hours) throws IOException {
    File file = folder.resolve(name).toFile();
    try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
      out.setLength(150L << 20);
    }
    assertThat(file.setLastModified(System.currentTimeMillis() - hours * 3_600_000L)).isTrue();
    return file.toPath();
  }

  @Test
  void use_isNotedOnceADay() throws IOException {
    keep("a/B");
    File file = file().toFile();
    assertThat(file.setLastModified(System.currentTimeMillis() - 90_000_000)).isTrue();
    assertThat(isKept("a/B")).isTrue();
    assertThat(file.lastModified()).isGreaterThan(System.currentTimeMillis() - 60_000);
  }

  private boolean isUnix() {
    return temporary.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private boolean isRoot() throws IOException {
    return Files.getAttribute(temporary, "unix:uid").equals(0);
  }
}
