// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names of fields, parameters and headers whose value is a secret. */
final class SecretNames {
  /** How sure a name makes of its value. */
  enum Strength {
    /** {@code password}: whatever the value is. */
    STRONG,
    /** {@code token}: only what looks like a secret, for it may be a word of a text. */
    WEAK
  }

  private record Name(String reversed, Strength strength) {}

  private static final Name[] NAMES = {
    strong("password"),
    strong("passwd"),
    strong("pwd"),
    strong("passphrase"),
    strong("apikey"),
    strong("secretkey"),
    strong("accesskey"),
    strong("privatekey"),
    strong("signingkey"),
    strong("encryptionkey"),
    strong("accountkey"),
    strong("subscriptionkey"),
    strong("clientsecret"),
    strong("accesstoken"),
    strong("refreshtoken"),
    strong("idtoken"),
    strong("authtoken"),
    strong("apitoken"),
    strong("bottoken"),
    strong("sessiontoken"),
    strong("securitytoken"),
    weak("secret"),
    weak("token"),
    weak("authorization"),
    weak("cookie"),
    weak("credential"),
    weak("credentials"),
  };

  private static final Name[][] BY_LAST_CHARACTER = byLastCharacter();

  private SecretNames() {}

  private static Name[][] byLastCharacter() {
    Name[][] names = new Name[128][];
    for (int c = 0; c < 128; c++) {
      char last = (char) c;
      names[c] =
          Arrays.stream(NAMES).filter(n -> n.reversed.charAt(0) == last).toArray(Name[]::new);
    }
    return names;
  }

  /** Returns how sure the name that ends before {@code end} makes, or null if it is no secret's. */
  static @Nullable Strength before(String text, int end) {
    char last = lower(Chars.at(text, end - 1));
    if (last >= 128) {
      return null;
    }
    for (Name name : BY_LAST_CHARACTER[last]) {
      if (endsWith(text, end, name.reversed)) {
        return name.strength;
      }
    }
    return null;
  }

  /** Compares without regard to case, {@code _} and {@code -}. */
  private static boolean endsWith(String text, int end, String reversed) {
    int i = end - 1;
    for (int n = 0; n < reversed.length(); i--) {
      char c = Chars.at(text, i);
      if (n > 0 && (c == '_' || c == '-')) {
        continue;
      }
      if (lower(c) != reversed.charAt(n++)) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static Name strong(String name) {
    return new Name(new StringBuilder(name).reverse().toString(), Strength.STRONG);
  }

  private static Name weak(String name) {
    return new Name(new StringBuilder(name).reverse().toString(), Strength.WEAK);
  }
}
