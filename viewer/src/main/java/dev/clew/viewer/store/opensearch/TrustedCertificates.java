// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of one file. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  static SSLContext of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new StoreException(
            "the file " + file + " of " + OpenSearchSettings.CA + " contains no certificate", null);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new StoreException(
          "cannot read the file "
              + file
              + " of "
              + OpenSearchSettings.CA
              + ": "
              + OpenSearchSettings.reason(e),
          e);
    } catch (GeneralSecurityException e) {
      throw new StoreException(
          "the file "
              + file
              + " of "
              + OpenSearchSettings.CA
              + " is no certificate in PEM form: "
              + e.getMessage(),
          e);
    }
  }
}
