// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A term of a filter as written.
 *
 * @param field null for full text
 * @param operator {@code :}, {@code =}, {@code <}, {@code <=}, {@code >} or {@code >=}; null for
 *     full text
 */
public record Term(
    boolean negated,
    @Nullable String field,
    @Nullable String operator,
    List<String> values,
    boolean quoted,
    int start,
    int end) {}
