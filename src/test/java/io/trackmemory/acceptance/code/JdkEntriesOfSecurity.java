package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** Entries of the JDK of security and management. */
final class JdkEntriesOfSecurity {

  private JdkEntriesOfSecurity() {}

  static List<JdkEntry> all() {
    List<JdkEntry> all = new ArrayList<>();
    security(all);
    management(all);
    return all;
  }

  private static void add(List<JdkEntry> all, String name, ThrowingRunnable use) {
    all.add(new JdkEntry(name, use));
  }

  private static void security(List<JdkEntry> all) {
    add(
        all,
        "digests",
        () -> {
          for (String name : Security.getAlgorithms("MessageDigest")) {
            Pair.use(MessageDigest.getInstance(name).digest(new byte[10]));
          }
        });
    add(
        all,
        "SecureRandom",
        () -> {
          Pair.use(new SecureRandom().nextInt());
          Pair.use(SecureRandom.getInstanceStrong().getAlgorithm());
          Pair.use(SecureRandom.getInstance("DRBG").nextInt());
        });
    add(
        all,
        "Cipher",
        () -> {
          for (String name :
              List.of("AES/GCM/NoPadding", "DESede/CBC/PKCS5Padding", "ChaCha20-Poly1305")) {
            String algorithm = name.split("[/-]", -1)[0];
            Cipher cipher = Cipher.getInstance(name);
            if (name.startsWith("AES")) {
              cipher.init(
                  Cipher.ENCRYPT_MODE,
                  new SecretKeySpec(new byte[16], "AES"),
                  new GCMParameterSpec(128, new byte[12]));
            } else {
              cipher.init(Cipher.ENCRYPT_MODE, KeyGenerator.getInstance(algorithm).generateKey());
            }
            Pair.use(cipher.doFinal(new byte[20]));
          }
          Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
          rsa.init(Cipher.ENCRYPT_MODE, keys("RSA").getPublic());
          Pair.use(rsa.doFinal(new byte[5]));
        });
    add(
        all,
        "Mac",
        () -> {
          Mac mac = Mac.getInstance("HmacSHA512");
          mac.init(new SecretKeySpec(new byte[16], "x"));
          Pair.use(mac.doFinal(new byte[3]));
          Pair.use(
              SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                  .generateSecret(new PBEKeySpec("p".toCharArray(), new byte[8], 10, 128))
                  .getEncoded());
        });
    add(
        all,
        "Signature",
        () -> {
          for (String name : List.of("SHA256withRSA", "SHA256withECDSA", "Ed25519")) {
            KeyPair keys =
                keys(name.endsWith("RSA") ? "RSA" : name.endsWith("ECDSA") ? "EC" : "Ed25519");
            Signature signature = Signature.getInstance(name);
            signature.initSign(keys.getPrivate());
            Pair.use(signature.sign());
            Pair.use(
                KeyFactory.getInstance(keys.getPublic().getAlgorithm())
                    .generatePublic(new X509EncodedKeySpec(keys.getPublic().getEncoded())));
          }
        });
    add(
        all,
        "KeyAgreement",
        () -> {
          KeyPair keys = keys("X25519");
          KeyAgreement agreement = KeyAgreement.getInstance("X25519");
          agreement.init(keys.getPrivate());
          agreement.doPhase(keys.getPublic(), true);
          Pair.use(agreement.generateSecret());
          AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
          parameters.init(new ECGenParameterSpec("secp256r1"));
          Pair.use(parameters.getEncoded());
        });
    add(
        all,
        "KeyStore",
        () -> {
          KeyStore store = KeyStore.getInstance("PKCS12");
          store.load(null, null);
          store.setEntry(
              "k",
              new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
              new KeyStore.PasswordProtection("p".toCharArray()));
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          store.store(bytes, "p".toCharArray());
          KeyStore again = KeyStore.getInstance("PKCS12");
          again.load(new ByteArrayInputStream(bytes.toByteArray()), "p".toCharArray());
          Pair.use(again.size());
        });
    add(
        all,
        "certificates",
        () -> {
          Path cacerts = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
          KeyStore store = KeyStore.getInstance(cacerts.toFile(), (char[]) null);
          for (String alias : java.util.Collections.list(store.aliases())) {
            byte[] encoded = store.getCertificate(alias).getEncoded();
            Pair.use(
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded))
                    .toString());
          }
          Pair.use(CertPathValidator.getInstance("PKIX").getAlgorithm());
          Pair.use(new X500Principal("CN=a, O=b").getName(X500Principal.CANONICAL));
        });
    add(
        all,
        "SSLContext",
        () -> {
          SSLEngine engine = SSLContext.getDefault().createSSLEngine("example.com", 443);
          engine.setUseClientMode(true);
          engine.beginHandshake();
          Pair.use(
              engine
                  .wrap(
                      ByteBuffer.allocate(0),
                      ByteBuffer.allocate(engine.getSession().getPacketBufferSize()))
                  .bytesProduced());
        });
    add(
        all,
        "own SSLContext",
        () -> {
          TrustManagerFactory trust =
              TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
          trust.init((KeyStore) null);
          SSLContext context = SSLContext.getInstance("TLSv1.3");
          context.init(null, trust.getTrustManagers(), new SecureRandom());
          Pair.use(context.getSocketFactory().getDefaultCipherSuites());
          Pair.use(context.getServerSocketFactory().getSupportedCipherSuites());
          Pair.use(
              javax.net.ssl.HttpsURLConnection.getDefaultSSLSocketFactory()
                  .getDefaultCipherSuites());
        });
    add(
        all,
        "providers",
        () -> {
          Pair.use(Security.getProviders().length);
          for (var provider : Security.getProviders()) {
            Pair.use(provider.getServices().size());
          }
          Pair.use(Security.getProperty("keystore.type"));
          try {
            Pair.use(MessageDigest.getInstance(new String("none")));
          } catch (java.security.NoSuchAlgorithmException e) {
            Pair.use(e.getMessage());
          }
        });
    add(
        all,
        "Subject",
        () -> {
          Subject subject = new Subject();
          subject.getPrincipals().add(new X500Principal("CN=a"));
          Pair.use(subject.toString());
        });
  }

  private static void management(List<JdkEntry> all) {
    add(
        all,
        "MXBeans",
        () -> {
          Pair.use(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true).length);
          Pair.use(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().toString());
          Pair.use(ManagementFactory.getRuntimeMXBean().getSystemProperties().size());
          Pair.use(
              ManagementFactory.getPlatformMXBeans(java.lang.management.MemoryPoolMXBean.class)
                  .size());
          Pair.use(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        });
    add(
        all,
        "MBeanServer",
        () -> {
          var server = ManagementFactory.getPlatformMBeanServer();
          for (ObjectName name : server.queryNames(null, null)) {
            Pair.use(server.getMBeanInfo(name));
          }
          Pair.use(server.getAttribute(new ObjectName("java.lang:type=Memory"), "HeapMemoryUsage"));
          ObjectName name = new ObjectName("jdk.entries:type=Page");
          server.registerMBean(new NearMissesOfReferences.Page(), name);
          javax.management.NotificationListener listener = (notification, handback) -> {};
          server.addNotificationListener(
              new ObjectName("java.lang:type=Memory"), listener, null, null);
          server.removeNotificationListener(new ObjectName("java.lang:type=Memory"), listener);
          server.unregisterMBean(name);
        });
    add(
        all,
        "JFR",
        () -> {
          try (Recording recording = new Recording()) {
            recording.enable("jdk.FileRead").withStackTrace();
            Pair.use(FlightRecorder.getFlightRecorder().getEventTypes().size());
          }
        });
    add(
        all,
        "diagnostic commands",
        () ->
            Pair.use(
                ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmVersion",
                        null,
                        null)));
  }

  private static KeyPair keys(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }
}
