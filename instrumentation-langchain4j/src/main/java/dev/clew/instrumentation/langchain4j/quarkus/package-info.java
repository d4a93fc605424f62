// SPDX-License-Identifier: Apache-2.0
/** AI services as Quarkus implements them. */
@NullMarked
package dev.clew.instrumentation.langchain4j.quarkus;

import org.jspecify.annotations.NullMarked;
