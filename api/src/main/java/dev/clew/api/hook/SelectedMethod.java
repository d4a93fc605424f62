// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A method that a {@link MethodSelection} has selected. Its hook reads it from {@link Call#label}.
 *
 * @param label the label of the selection
 * @param className binary name of the declaring class
 * @param methodName the method's name
 * @param parameterNames the names in the source, or {@code arg1}, {@code arg2}, … if the class file
 *     has none
 * @param parameterTypes erased type names
 * @param returnType erased type name
 * @param isStatic whether the method has no receiver
 * @param annotations binary names of the method's annotations
 * @param values what the annotation that selected the method says, as text; empty without one
 */
public record SelectedMethod(
    String label,
    String className,
    String methodName,
    List<String> parameterNames,
    List<String> parameterTypes,
    String returnType,
    boolean isStatic,
    List<String> annotations,
    Map<String, String> values) {
  private static final String FIELD = "\u0001";
  private static final String ELEMENT = "\u0002";

  public SelectedMethod {
    parameterNames = List.copyOf(parameterNames);
    parameterTypes = List.copyOf(parameterTypes);
    annotations = List.copyOf(annotations);
    values = Map.copyOf(values);
  }

  /** Returns the text that {@link #parse} reads. */
  public String format() {
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          pairs.add(key);
          pairs.add(value);
        });
    return String.join(
        FIELD,
        label,
        className,
        methodName,
        String.join(ELEMENT, parameterNames),
        String.join(ELEMENT, parameterTypes),
        returnType,
        Boolean.toString(isStatic),
        String.join(ELEMENT, annotations),
        String.join(ELEMENT, pairs));
  }

  /** Returns the method that {@link #format} described. */
  public static SelectedMethod parse(String text) {
    String[] fields = text.split(FIELD, -1);
    if (fields.length != 9) {
      throw new IllegalArgumentException("not a selected method: " + text);
    }
    List<String> pairs = elements(fields[8]);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      values.put(pairs.get(i), pairs.get(i + 1));
    }
    return new SelectedMethod(
        fields[0],
        fields[1],
        fields[2],
        elements(fields[3]),
        elements(fields[4]),
        fields[5],
        Boolean.parseBoolean(fields[6]),
        elements(fields[7]),
        values);
  }

  private static List<String> elements(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(ELEMENT, -1));
  }
}
