// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Makes secrets from the forms and words of the table, and texts around them. */
final class SecretSamples {
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Texts in which a key stands by itself; its form alone gives it away. */
  static final Map<String, UnaryOperator<String>> CARRIERS = carriers();

  /**
   * Ways to write a name and its value; <code>{n}</code> is the name, <code>{v}</code> the value.
   */
  static final List<String> ASSIGNMENTS =
      List.of(
          "{n}={v}",
          "export {n}={v}",
          "{n} = {v}",
          "{n}: {v}",
          "{n} := \"{v}\"",
          "{n} ?= {v}",
          "'{n}' => '{v}'",
          "\"{n}\": \"{v}\"",
          "{\"{n}\":\"{v}\",\"next\":1}",
          "{\\\"{n}\\\":\\\"{v}\\\"}",
          "{\n  \"{n}\" : \"{v}\"\n}",
          "String {n} = \"{v}\";",
          "val {n}: String = \"{v}\"",
          "{n}:\n  {v}",
          "{n}: |\n  {v}",
          "<{n}>{v}</{n}>",
          "<{n}>\n    {v}\n</{n}>",
          "<entry key=\"{n}\" value=\"{v}\"/>",
          "{\"name\":\"{n}\",\"value\":\"{v}\"}",
          "| {n} | {v} |",
          "tool --{n} {v} --verbose",
          "tool --{n}={v}",
          "[\"--{n}\", \"{v}\"]",
          "System.setProperty(\"{n}\", \"{v}\")",
          "https://api.example.com/x?a=1&{n}={v}&b=2",
          "https://api.example.com/x?{n}={v}",
          "q={n}%3D{v}%26b",
          "%22{n}%22%3A%22{v}%22",
          "java.io.IOException: 401 Unauthorized, {n} {v} was refused",
          "the {n} is {v}, keep it",
          "Incorrect {n} provided: {v}. Try another.");

  private final Random random;

  SecretSamples(long seed) {
    this.random = new Random(seed);
  }

  private static Map<String, UnaryOperator<String>> carriers() {
    Map<String, UnaryOperator<String>> carriers = new LinkedHashMap<>();
    carriers.put("prompt", s -> "Please use " + s + " for the call, and tell nobody.");
    carriers.put("end of a sentence", s -> "The value is " + s + ".");
    carriers.put("quoted", s -> "I pasted \"" + s + "\" here");
    carriers.put("tool arguments", s -> "{\"city\":\"Oslo\",\"note\":\"" + s + "\",\"days\":3}");
    carriers.put("JSON in JSON", s -> "{\"body\":\"{\\\"note\\\":\\\"" + s + "\\\"}\"}");
    carriers.put("behind an escaped line end", s -> "{\"text\":\"first line\\n" + s + "\\tend\"}");
    carriers.put(
        "exception",
        s -> "java.lang.IllegalStateException: refused: " + s + "\n\tat a.B.c(B.java:3)");
    carriers.put("env file", s -> "LOG_LEVEL=info\nSOME_VALUE=" + s + "\nPORT=8080\n");
    carriers.put("YAML", s -> "services:\n  a:\n    some: " + s + "\n    port: 80\n");
    carriers.put("XML", s -> "<config><some>" + s + "</some></config>");
    carriers.put("table", s -> "| some | " + s + " |\n|---|---|");
    carriers.put("list", s -> "- " + s + "\n- other");
    carriers.put("header", s -> "GET / HTTP/1.1\r\nX-Some: " + s + "\r\n");
    carriers.put("URL", s -> "https://api.example.com/v1?some=" + s);
    carriers.put("percent-encoded", s -> "redirect%3Fsome%3D" + s + "%26x");
    carriers.put("curl", s -> "curl -H 'X-Some: " + s + "' https://api.example.com/");
    carriers.put(
        "zero-width", s -> "use " + s.substring(0, 6) + "\u200B" + s.substring(6) + " now");
    return carriers;
  }

  /** Returns a random text that has the form. */
  String of(String form) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < form.length(); ) {
      char c = form.charAt(i);
      if (c == '(') {
        int close = form.indexOf(')', i);
        String[] choices = form.substring(i + 1, close).split("\\|");
        text.append(choices[random.nextInt(choices.length)]);
        i = close + 1;
      } else if (c == '[') {
        i = run(form, i, text);
      } else {
        text.append(c);
        i++;
      }
    }
    return text.toString();
  }

  private int run(String form, int open, StringBuilder text) {
    int close = form.indexOf(']', open);
    boolean counted = close + 1 < form.length() && form.charAt(close + 1) == '{';
    int end = counted ? form.indexOf('}', close) : close;
    String[] count = counted ? form.substring(close + 2, end).split(",", -1) : new String[] {"1"};
    int least = Integer.parseInt(count[0]);
    int most =
        count.length == 1 ? least : count[1].isEmpty() ? least + 20 : Integer.parseInt(count[1]);
    String set = characters(form.substring(open + 1, close));
    int length = least + random.nextInt(most - least + 1);
    for (int i = 0; i < length; i++) {
      text.append(set.charAt(random.nextInt(set.length())));
    }
    return end + 1;
  }

  private static String characters(String set) {
    StringBuilder characters = new StringBuilder();
    for (int i = 0; i < set.length(); i++) {
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      char last = range ? set.charAt(i + 2) : set.charAt(i);
      for (char c = set.charAt(i); c <= last; c++) {
        characters.append(c);
      }
      i += range ? 2 : 0;
    }
    return characters.toString();
  }

  /** Returns random letters and digits, at least two of each. */
  String alphanumeric(int length) {
    return random(ALPHANUMERIC, length);
  }

  /** Returns a random number with {@code length} hexadecimal digits. */
  String hexadecimal(int length) {
    return random("0123456789abcdef", length);
  }

  private String random(String characters, int length) {
    while (true) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      long digits = text.chars().filter(Character::isDigit).count();
      if (digits >= 2 && digits <= length - 2) {
        return text.toString();
      }
    }
  }

  /** Returns the ways to write a word that may have blanks: {@code api_key}, {@code apiKey}. */
  static List<String> spellings(String word) {
    List<String> spellings = new ArrayList<>();
    for (String separator : List.of("_", "-", "")) {
      spellings.add(word.replace(" ", separator));
    }
    spellings.add(word.replace(' ', '_').toUpperCase(java.util.Locale.ROOT));
    StringBuilder camel = new StringBuilder();
    for (String part : word.split(" ")) {
      camel.append(
          camel.length() == 0 ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    spellings.add(camel.toString());
    return spellings.stream().distinct().toList();
  }
}
