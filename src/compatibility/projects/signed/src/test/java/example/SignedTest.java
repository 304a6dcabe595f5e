package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Code of a jar whose signature the JVM checks. */
class SignedTest {

  private Object last = "";

  @Test
  void isSigned() {
    last = new SHA256Digest();
    assertThat(SHA256Digest.class.getSigners()).isNotEmpty();
    assertThat(SHA256Digest.class.getProtectionDomain().getCodeSource().getCertificates())
        .isNotEmpty();
  }

  @Test
  void countsInside() {
    assertThatMemory(this::makeThree)
        .allocations()
        .fromPackage("org.bouncycastle.crypto.digests")
        .ofType(int[].class)
        .hasCount(3);
    assertThatMemory(this::makeThree).allocations().ofType(SHA256Digest.class).hasCount(3);
  }

  @Test
  void worksAsAProvider() throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256", new BouncyCastleProvider());
    assertThat(digest.digest(new byte[3])).hasSize(32);
    assertThatMemory(() -> last = digest.digest())
        .allocations()
        .fromPackage("org.bouncycastle")
        .ofType(byte[].class)
        .hasCount(1);
  }

  @Test
  void countsWrongly() {
    assertThatMemory(this::makeThree).allocations().ofType(SHA256Digest.class).hasCount(2);
  }

  private void makeThree() {
    for (int i = 0; i < 3; i++) {
      last = new SHA256Digest();
    }
  }
}
