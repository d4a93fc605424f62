// SPDX-License-Identifier: Apache-2.0
/** AI services as implemented by Quarkus. */
@NullMarked
package dev.clew.instrumentation.langchain4j.quarkus;

import org.jspecify.annotations.NullMarked;
