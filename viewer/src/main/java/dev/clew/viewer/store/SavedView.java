// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter saved under a name. */
public record SavedView(
    String name,
    String filter,
    @Nullable String sort,
    @Nullable String range,
    List<String> columns,
    long savedMillis) {}
