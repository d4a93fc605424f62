// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import dev.clew.api.export.ExportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * PEM files for TLS: whom to trust, and our own identity.
 *
 * @param certificate certificates to trust instead of the JDK's, or null
 * @param clientKey the key of the client certificate, or null
 * @param clientCertificate the client certificate and its chain, or null
 */
public record TlsFiles(
    @Nullable Path certificate, @Nullable Path clientKey, @Nullable Path clientCertificate) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");
  private static final char[] NO_PASSWORD = {};

  /** Returns the default: trust the JDK's certificates, present no client certificate. */
  public static TlsFiles none() {
    return new TlsFiles(null, null, null);
  }

  /**
   * Returns a new context even if nothing is set: requesting the JVM's default would fix it for the
   * application, which may not have chosen it yet.
   */
  public SSLContext context() throws ExportException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** Returns whether anything is set. */
  public boolean any() {
    return certificate != null || clientKey != null;
  }

  /** Returns the trust managers; those for the JDK's certificates if none are set. */
  public X509TrustManager trust() throws ExportException {
    try {
      TrustManager[] managers = trustManagers();
      if (managers == null) {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        managers = factory.getTrustManagers();
      }
      return (X509TrustManager) managers[0];
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  private static ExportException failure(Exception e) {
    return e instanceof ExportException said
        ? said
        : ExportException.refused("cannot set up TLS: " + e.getMessage(), e);
  }

  private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
    if (certificate == null) {
      return null;
    }
    KeyStore trusted = emptyStore();
    int number = 0;
    for (Certificate each : certificates(certificate)) {
      trusted.setCertificateEntry("ca-" + number++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
    if (clientKey == null || clientCertificate == null) {
      return null;
    }
    Certificate[] chain = certificates(clientCertificate).toArray(new Certificate[0]);
    KeyStore own = emptyStore();
    own.setKeyEntry("client", privateKey(clientKey, chain[0]), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static PrivateKey privateKey(Path file, Certificate certificate)
      throws GeneralSecurityException, IOException {
    Matcher pem = KEY.matcher(new String(read(file), StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw ExportException.refused("no private key in PEM form in " + file, null);
    }
    if (!pem.group(1).isEmpty()) {
      throw ExportException.refused(
          "the key in %s has the format '%sPRIVATE KEY', which Java cannot read; convert it to"
                  .formatted(file, pem.group(1))
              + " PKCS#8: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW",
          null);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
    return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(read(file)));
    if (found.isEmpty()) {
      throw ExportException.refused("no certificate in " + file, null);
    }
    return List.copyOf(found);
  }

  /** A missing file may be mounted later, so the batch is worth another attempt. */
  private static byte[] read(Path file) throws ExportException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ExportException.retryable("cannot read " + file + ": " + e, e, null);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
