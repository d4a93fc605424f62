// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;

/**
 * A trie of words with numbers; case and accents do not matter.
 *
 * <p>Nodes are numbers; each knows its first child and its next sibling, so that the whole tree
 * fits in the processor's cache.
 */
final class LetterTree {
  /** A blank, {@code _}, {@code -} or {@code .}, one of which may separate two words. */
  private static final int SEPARATOR = 26;

  private static final int APOSTROPHE = 27;
  private static final int SYMBOLS = 28;
  private static final int FIRST_NODES = 4_096;
  private static final byte[] SYMBOL_OF = symbols();

  private final short[] roots = new short[SYMBOLS];

  /** The nodes of the second level by both symbols: it has the longest lists of siblings. */
  private final short[] seconds = new short[SYMBOLS * SYMBOLS];

  private byte[] symbol = new byte[FIRST_NODES];
  private short[] child = new short[FIRST_NODES];
  private short[] sibling = new short[FIRST_NODES];
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

  private int child(int node, int wanted) {
    int known = next(node, wanted);
    if (known != 0) {
      return known;
    }
    if (nodes == wordAt.length) {
      symbol = Arrays.copyOf(symbol, 2 * nodes);
      child = Arrays.copyOf(child, 2 * nodes);
      sibling = Arrays.copyOf(sibling, 2 * nodes);
      wordAt = Arrays.copyOf(wordAt, 2 * nodes);
    }
    short added = (short) nodes++;
    symbol[added] = (byte) wanted;
    if (node == 0) {
      roots[wanted] = added;
    } else {
      if (roots[symbol[node]] == node) {
        seconds[symbol[node] * SYMBOLS + wanted] = added;
      }
      sibling[added] = child[node];
      child[node] = added;
    }
    return added;
  }

  /** Returns the node of the words that begin with these two, or 0. */
  int start(char first, char second) {
    int one = symbol(first);
    int two = symbol(second);
    return one < 0 || two < 0 ? 0 : seconds[one * SYMBOLS + two];
  }

  /** Returns the child of {@code node} for {@code c}, or 0. The root is 0. */
  int next(int node, char c) {
    int wanted = symbol(c);
    return wanted < 0 ? 0 : next(node, wanted);
  }

  private int next(int node, int wanted) {
    if (node == 0) {
      return roots[wanted];
    }
    int next = child[node];
    while (next != 0 && symbol[next] != wanted) {
      next = sibling[next];
    }
    return next;
  }

  /** Returns the number of the word that ends at {@code node}, or 0. */
  int wordAt(int node) {
    return wordAt[node];
  }

  private static int symbol(char c) {
    return c < 128 ? SYMBOL_OF[c] : folded(c);
  }

  /** Accents do not matter: people who talk to an agent may not type them. */
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
    for (int i = 0; i < 26; i++) {
      symbols['a' + i] = (byte) i;
      symbols['A' + i] = (byte) i;
    }
    symbols[' '] = SEPARATOR;
    symbols['_'] = SEPARATOR;
    symbols['-'] = SEPARATOR;
    symbols['.'] = SEPARATOR;
    symbols['\''] = APOSTROPHE;
    return symbols;
  }
}
