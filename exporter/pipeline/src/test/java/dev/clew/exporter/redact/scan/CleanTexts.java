// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts without secrets: this project's documentation and source, licenses on the class path, and
 * made ones with what resembles secrets most: UUIDs, hashes, prices, dates, numbers of orders.
 */
final class CleanTexts {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../..").normalize();

  /** What is an address, or shows what a secret looks like, is masked with good reason. */
  private static final Pattern NOT_CLEAN =
      Pattern.compile(
          "[\\w.]@[\\w-]+\\.\\w|%40|://\\w*:\\w+@|sk-|Bearer|(?i)password\\W{1,4}\\w|api.?key\\W{1,4}\\w");

  private CleanTexts() {}

  /** Returns at least {@code count} texts. */
  static List<String> all(SecretSamples samples, int count) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(CleanTexts::isReadable).sorted().toList()) {
        addParagraphs(Files.readString(file), texts);
      }
    }
    for (String name : List.of("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE")) {
      for (URL url : Collections.list(CleanTexts.class.getClassLoader().getResources(name))) {
        try (var in = url.openStream()) {
          addParagraphs(new String(in.readAllBytes(), StandardCharsets.UTF_8), texts);
        }
      }
    }
    Collections.shuffle(texts, new Random(1));
    List<String> some = new ArrayList<>(texts.subList(0, Math.min(texts.size(), count / 2)));
    Random random = new Random(2);
    while (some.size() < count) {
      some.add(made(samples, random, some.size() % 16));
    }
    return some;
  }

  /** Those of the redaction itself and its tests are full of secrets. */
  private static boolean isReadable(Path file) {
    String path = ROOT.relativize(file).toString();
    boolean text = path.endsWith(".java") || path.endsWith(".md") || path.endsWith("pom.xml");
    return text
        && !path.contains("target/")
        && !path.toLowerCase(Locale.ROOT).contains("redact")
        && !path.endsWith("privacy.md");
  }

  private static void addParagraphs(String content, List<String> texts) {
    for (String paragraph : content.split("\n\\s*\n")) {
      if (paragraph.length() > 60 && !NOT_CLEAN.matcher(paragraph).find()) {
        texts.add(paragraph);
      }
    }
  }

  private static String made(SecretSamples samples, Random random, int sort) {
    LocalDate date = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4_000));
    String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
    int number = 10_000_000 + random.nextInt(80_000_000);
    return switch (sort) {
      case 0 -> "request " + uuid + " took " + random.nextInt(5_000) + " ms";
      case 1 -> "commit " + samples.hexadecimal(40) + "\nMerge branch 'main' of " + date;
      case 2 -> "sha256:" + samples.hexadecimal(64) + "  build/clew-agent.jar";
      case 3 ->
          "{\"cancelledOn\":\"" + date + "\",\"orderId\":" + number + ",\"total\":\"84.50 EUR\"}";
      case 4 ->
          "Order no. "
              + number
              + random.nextInt(9)
              + " of "
              + date
              + " costs EUR 1."
              + (100 + random.nextInt(900))
              + ",00";
      case 5 -> date + "T07:38:12.123456789Z INFO  [main] c.e.Shop - " + number + " items in 12 ms";
      case 6 ->
          "traceparent: 00-" + samples.hexadecimal(32) + "-" + samples.hexadecimal(16) + "-01";
      case 7 -> "data:image/png;base64," + base64(random, 300);
      case 8 ->
          "{\"usage\":{\"prompt_tokens\":"
              + number
              + ",\"completion_tokens\":12,"
              + "\"total_tokens\":"
              + (number + 12)
              + "},\"model\":\"gpt-4o-mini-2024-07-18\"}";
      case 9 ->
          "{\"id\":\"chatcmpl-" + samples.alphanumeric(29) + "\",\"object\":\"chat.completion\"}";
      case 10 -> "call_" + samples.alphanumeric(24) + " getWeather({\"date\":\"" + date + "\"})";
      case 11 -> "{\"sessionId\":\"" + uuid + "\",\"etag\":\"W/" + samples.hexadecimal(16) + "\"}";
      case 12 ->
          "Arrives "
              + date.getDayOfMonth()
              + "."
              + date.getMonthValue()
              + "."
              + date.getYear()
              + ", track "
              + number
              + number
              + ", phone us if not";
      case 13 ->
          "at dev.clew.Example$$Lambda/0x"
              + samples.hexadecimal(16)
              + ".run(Example.java:"
              + random.nextInt(900)
              + ")";
      case 14 ->
          "<dependency><groupId>org.slf4j</groupId><version>2.0."
              + random.nextInt(20)
              + "</version></dependency> md5 "
              + samples.hexadecimal(32);
      default ->
          "The "
              + date
              + " report: "
              + number
              + " visits, up 12.5 % on "
              + date.minusYears(1)
              + "; key figures: 1,234,567 and 3.14159265358979";
    };
  }

  private static String base64(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
