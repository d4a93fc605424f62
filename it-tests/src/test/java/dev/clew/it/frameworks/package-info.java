// SPDX-License-Identifier: Apache-2.0
/** LangChain4j applications packaged by frameworks with their own class loaders. */
@NullMarked
package dev.clew.it.frameworks;

import org.jspecify.annotations.NullMarked;
