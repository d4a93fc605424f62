// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;

/** Words by their letters, with numbers; capitals and accents do not matter. */
final class LetterTree {
  /** A blank, {@code _}, {@code -} or {@code .}, of which one may divide two words. */
  static final int SEPARATOR = 26;

  private static final int APOSTROPHE = 27;
  private static final int SYMBOLS = 28;
  private static final int FIRST_NODES = 1_024;

  /** Behind it there is no letter with an accent that matters. */
  private static final char LAST = 0x180;

  private static final byte[] SYMBOL_OF = symbols();

  private short[] next = new short[FIRST_NODES * SYMBOLS];
  private short[] wordAt = new short[FIRST_NODES];
  private int nodes = 1;

  /** Adds a word; a blank in it stands for one separator or none. */
  void add(String word, int number) {
    add(word, 0, 0, (short) number);
  }

  private void add(String word, int from, int at, short number) {
    int node = at;
    for (int i = from; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == ' ') {
        add(word, i + 1, node, number);
      }
      node = child(node, SYMBOL_OF[c]);
    }
    wordAt[node] = number;
  }

  /** Adds which three characters begin its words. */
  void addTo(Beginnings beginnings) {
    String[] writtenAs = writtenAs();
    for (int first = 0; first < SEPARATOR; first++) {
      int one = next[first];
      for (int second = 0; one != 0 && second < SYMBOLS; second++) {
        int two = next[one * SYMBOLS + second];
        for (int third = 0; two != 0 && third < SYMBOLS; third++) {
          if (next[two * SYMBOLS + third] != 0) {
            add((char) ('a' + first), writtenAs[second], writtenAs[third], beginnings);
          }
        }
      }
    }
  }

  private static void add(char first, String second, String third, Beginnings beginnings) {
    for (int i = 0; i < second.length(); i++) {
      for (int j = 0; j < third.length(); j++) {
        beginnings.add(first, second.charAt(i), third.charAt(j));
      }
    }
  }

  /** Returns all characters that each symbol stands for. */
  private static String[] writtenAs() {
    String[] writtenAs = new String[SYMBOLS];
    Arrays.fill(writtenAs, "");
    for (char c = ' '; c < LAST; c++) {
      int symbol = Chars.isUpper(c) ? -1 : symbol(c); // capitals do not matter there either
      if (symbol >= 0) {
        writtenAs[symbol] += c;
      }
    }
    return writtenAs;
  }

  private int child(int node, int symbol) {
    int index = node * SYMBOLS + symbol;
    if (next[index] == 0) {
      if (nodes == wordAt.length) {
        next = Arrays.copyOf(next, 2 * next.length);
        wordAt = Arrays.copyOf(wordAt, 2 * nodes);
      }
      next[index] = (short) nodes++;
    }
    return next[index];
  }

  /** Returns the node behind {@code node} for {@code c}, or 0. The first node is 0. */
  int next(int node, char c) {
    int symbol = symbol(c);
    return symbol < 0 ? 0 : next[node * SYMBOLS + symbol];
  }

  /** Returns the number of the word that ends at {@code node}, or 0. */
  int wordAt(int node) {
    return wordAt[node];
  }

  private static int symbol(char c) {
    return c < 128 ? SYMBOL_OF[c] : folded(c);
  }

  /** Accents do not matter: who asks an agent may not type them. */
  private static int folded(char c) {
    return switch (c) {
      case 'á', 'à', 'â', 'ä', 'ã', 'Á', 'À', 'Â', 'Ä' -> 'a' - 'a';
      case 'ç', 'ć', 'Ç' -> 'c' - 'a';
      case 'é', 'è', 'ê', 'ë', 'É', 'È', 'Ê' -> 'e' - 'a';
      case 'í', 'ì', 'î', 'ï', 'Í' -> 'i' - 'a';
      case 'ł', 'Ł' -> 'l' - 'a';
      case 'ñ', 'ń', 'Ñ' -> 'n' - 'a';
      case 'ó', 'ò', 'ô', 'ö', 'õ', 'Ó', 'Ö' -> 'o' - 'a';
      case 'ú', 'ù', 'û', 'ü', 'Ú', 'Ü' -> 'u' - 'a';
      case '\u2019' -> APOSTROPHE;
      default -> -1;
    };
  }

  private static byte[] symbols() {
    byte[] symbols = new byte[128];
    Arrays.fill(symbols, (byte) -1);
    for (char c = 'a'; c <= 'z'; c++) {
      symbols[c] = (byte) (c - 'a');
      symbols[Character.toUpperCase(c)] = (byte) (c - 'a');
    }
    for (char c : " _-.".toCharArray()) {
      symbols[c] = SEPARATOR;
    }
    symbols['\''] = APOSTROPHE;
    return symbols;
  }
}
