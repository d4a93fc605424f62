// SPDX-License-Identifier: Apache-2.0
/** Converts the library's objects to JSON trees and reads the values common to all API surfaces. */
@NullMarked
package dev.clew.instrumentation.openai.json;

import org.jspecify.annotations.NullMarked;
