// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambdas, method references and records of all shapes; each method returns their results. */
public final class LambdaScenarios {
  private LambdaScenarios() {}

  public static Object capturingNothing() {
    return Stream.of(3, 1, 2).map(n -> n + 1).collect(Collectors.toList());
  }

  public static Object capturingAllKinds() {
    boolean flag = flag();
    byte small = 1;
    char letter = 'x';
    long big = 1L << 40;
    double half = 0.5;
    float third = 0.25f;
    String text = "t" + letter;
    Supplier<String> all = () -> flag + "" + small + letter + big + half + third + text;
    return all.get();
  }

  public static Object privateMethodOfTheNest() {
    return new Inner(2).times(21);
  }

  public static Object privateMethodOfAnInterface() {
    Named named = () -> "n";
    return named.twice().get();
  }

  public static Object methodOfAnArgument() {
    return Stream.of("a", "bb").map(String::length).toList();
  }

  public static Object constructor() {
    Function<String, StringBuilder> make = StringBuilder::new;
    return make.apply("made").append('!').toString();
  }

  public static Object constructorOfAnArray() {
    IntFunction<String[]> make = String[]::new;
    return make.apply(3).length;
  }

  public static Object boxing() {
    Function<String, Object> length = String::length;
    return length.apply("four");
  }

  public static Object unboxingAndWidening() {
    ToLongFunction<Integer> wide = Integer::intValue;
    Supplier<Integer> boxed = () -> 7;
    DoubleSupplier widest = boxed::get;
    ToIntFunction<Character> letter = c -> c;
    return List.of(wide.applyAsLong(5), widest.getAsDouble(), letter.applyAsInt('a'));
  }

  public static Object genericResult() {
    BiFunction<List<String>, Integer, String> get = List::get;
    return get.apply(List.of("a", "b"), 1);
  }

  public static Object resultThatIsDropped() {
    AtomicInteger counter = new AtomicInteger();
    Runnable count = counter::incrementAndGet;
    count.run();
    IntStream.range(0, 3).forEach(i -> counter.addAndGet(i));
    return counter.get();
  }

  public static Object varargs() {
    Function<Object, Integer> hash = Objects::hash;
    return hash.apply("x");
  }

  public static Object insideALambda() {
    Function<Integer, Supplier<Integer>> outer = n -> () -> n * n;
    return outer.apply(12).get();
  }

  /** Each captures other types than the ones before it, in another order. */
  public static Object severalOfOneInterface() {
    long big = 1L << 40;
    double half = 0.5;
    int number = number();
    String text = "t" + number;
    int[] array = {number};
    List<Supplier<Object>> all =
        List.of(
            () -> "nothing",
            () -> text + big,
            () -> big + text + half,
            () -> half + array[0] + text + number,
            () -> array.length + number,
            () -> List.of(number, text, big, half, array[0]));
    return all.stream().map(Supplier::get).toList();
  }

  public static Object[] ofTwoInterfaces() {
    int number = number();
    IntSupplier first = () -> 1;
    IntSupplier second = () -> number;
    Supplier<Integer> third = () -> number;
    return new Object[] {first, second, third};
  }

  private static int number() {
    return 7;
  }

  public static Object equality() {
    Everything one = Everything.of("a", 0.0);
    return List.of(
        one.equals(Everything.of("a", 0.0)),
        one.equals(Everything.of("a", -0.0)),
        one.equals(Everything.of("b", 0.0)),
        Everything.of("a", Double.NaN).equals(Everything.of("a", Double.NaN)),
        one.equals((Object) new Nothing()),
        new Nothing().equals(new Nothing()));
  }

  public static Object hashCodes() {
    return List.of(
        Everything.of("a", 0.5).hashCode(), new Nothing().hashCode(), new Inner(3).hashCode());
  }

  public static Object text() {
    return Everything.of("a", 0.5).toString();
  }

  public static Object throwing() throws Exception {
    Callable<String> failing =
        () -> {
          throw new IOException("from inside");
        };
    return failing.call();
  }

  public static Object[] twice() {
    Object[] two = new Object[2];
    for (int i = 0; i < 2; i++) {
      IntSupplier one = () -> 1;
      two[i] = one;
    }
    return two;
  }

  private static boolean flag() {
    return true;
  }

  private record Inner(int factor) {
    private int scaled(int n) {
      return factor * n;
    }

    Object times(int n) {
      IntFunction<Integer> scale = this::scaled;
      return scale.apply(n);
    }
  }

  private record Nothing() {}

  private record Everything(
      String text,
      boolean flag,
      byte tiny,
      char letter,
      short small,
      int number,
      long big,
      float single,
      double value,
      List<String> many) {
    static Everything of(String text, double value) {
      return new Everything(
          text, true, (byte) 1, 'c', (short) 2, 3, 1L << 33, 1.5f, value, List.of("x"));
    }
  }

  private interface Named {
    String name();

    private String doubled() {
      return name() + name();
    }

    default Supplier<String> twice() {
      return this::doubled;
    }
  }
}
