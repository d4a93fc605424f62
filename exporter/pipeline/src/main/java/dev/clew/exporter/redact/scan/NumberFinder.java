// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/**
 * Finds card and phone numbers.
 *
 * <p>A phone number of a few digits looks like anything else, so without a {@code +}, a {@code 00}
 * and a country's code, or the North American grouping, it must follow a keyword. A date is never
 * one.
 */
public final class NumberFinder {
  private final boolean cards;
  private final boolean phones;

  NumberFinder(boolean cards, boolean phones) {
    this.cards = cards;
    this.phones = phones;
  }

  /** Checks digits that start at {@code i}, at the start of a word; returns where to continue. */
  int find(String text, int i, int to, Hits hits) {
    int end = runEnd(text, i, to);
    boolean alone = !DigitGroups.goesOn(text, end, to);
    if ((alone && end - i < 7) || !mayBegin(text, i)) {
      return end; // most numbers are short and alone
    }
    DigitGroups number = new DigitGroups(text, i, to);
    if (number.digits() < 7) {
      return end;
    }
    int groups = cards ? CardNumber.groups(number) : 0;
    if (groups > 0) {
      hits.add(i, number.end(groups - 1), Kind.CARD);
      return number.end(groups - 1);
    }
    groups = phones ? phoneGroups(text, i, number) : 0;
    if (groups > 0) {
      hits.add(i, number.end(groups - 1), Kind.PHONE);
      return number.end(groups - 1);
    }
    return number.end(0);
  }

  private static int runEnd(String text, int start, int to) {
    int end = start;
    while (end < to && Chars.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Checks {@code +49 (0)30 1234567}. */
  int international(String text, int plus, int to, Hits hits) {
    int i = plus + 1;
    char first = Chars.at(text, i);
    if (!phones || i >= to || first < '1' || first > '9' || !Chars.beginsWord(text, plus)) {
      return i;
    }
    int digits = 0;
    int end = i;
    for (int separators = 0; i < to && separators <= 2 && digits < 16; i++) {
      char c = text.charAt(i);
      if (Chars.isDigit(c)) {
        digits++;
        separators = 0;
        end = i + 1;
      } else if (" -.()/\u00A0".indexOf(c) >= 0) {
        separators++;
      } else {
        break;
      }
    }
    boolean phone = digits >= 8 && digits <= 15 && !Chars.isAlphanumeric(Chars.at(text, end));
    if (phone) {
      hits.add(plus, end, Kind.PHONE);
    }
    return end;
  }

  /** Checks {@code (555) 123-4567}. */
  int inParentheses(String text, int open, int to, Hits hits) {
    int i = open + 5;
    boolean area =
        phones
            && i < to
            && Chars.at(text, open + 4) == ')'
            && Chars.at(text, open + 1) >= '2'
            && Chars.isDigit(Chars.at(text, open + 1))
            && Chars.isDigit(Chars.at(text, open + 2))
            && Chars.isDigit(Chars.at(text, open + 3));
    if (!area) {
      return open + 1;
    }
    int start = text.charAt(i) == ' ' || text.charAt(i) == '-' ? i + 1 : i;
    if (!Chars.isDigit(Chars.at(text, start))) {
      return open + 1;
    }
    DigitGroups rest = new DigitGroups(text, start, to);
    if (!rest.matches(3, 4) || !rest.mayEnd(1)) {
      return open + 1;
    }
    hits.add(open, rest.end(1), Kind.PHONE);
    return rest.end(1);
  }

  /** Returns whether a field of that name holds a phone number. */
  public static boolean isPhone(String name, String value) {
    int digits = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Chars.isDigit(c)) {
        digits++;
      } else if (" +-.()/".indexOf(c) < 0) {
        return false;
      }
    }
    return digits >= 7
        && digits <= 15
        && !CalendarDate.begins(value, 0)
        && PhoneKeywords.standBefore(name, name.length());
  }

  /** Excludes decimals and the inner groups of a UUID or an order number. */
  private static boolean mayBegin(String text, int i) {
    char before = Chars.at(text, i - 1);
    if (before != '.' && before != ',' && before != '-' && before != '/') {
      return true;
    }
    char earlier = Chars.at(text, i - 2);
    return !Chars.isAlphanumeric(earlier);
  }

  private static int phoneGroups(String text, int start, DigitGroups number) {
    int country = number.length(0) == 1 && number.digit(0, 0) == '1' ? 1 : 0;
    if (isNorthAmerican(number, country)) {
      return country + 3;
    }
    int groups = number.count();
    char next = number.separator(groups - 1);
    boolean key =
        (next == ':' || next == '|') && Chars.isLetter(Chars.at(text, number.end(groups - 1) + 1));
    boolean plausible = !key && number.digits() <= 17 && number.mayEnd(groups - 1);
    if (!plausible || hasDate(text, start, number)) {
      return 0;
    }
    return CountryCode.isDialled(number) || PhoneKeywords.standBefore(text, start) ? groups : 0;
  }

  private static boolean hasDate(String text, int start, DigitGroups number) {
    boolean date = CalendarDate.begins(text, start);
    for (int g = 1; g < number.count() && !date; g++) {
      date = CalendarDate.begins(text, number.end(g - 1) + 1);
    }
    return date;
  }

  private static boolean isNorthAmerican(DigitGroups number, int country) {
    int last = country + 2;
    return number.count() > last
        && number.length(country) == 3
        && number.length(country + 1) == 3
        && number.length(last) == 4
        && number.digit(country, 0) >= '2'
        && (number.separator(country) == '-' || number.separator(country) == '.')
        && number.separator(country + 1) == number.separator(country)
        && number.mayEnd(last);
  }
}
