// SPDX-License-Identifier: Apache-2.0
/** LangChain4j applications as frameworks package them, with class loaders of their own. */
@NullMarked
package dev.clew.it.frameworks;

import org.jspecify.annotations.NullMarked;
