// SPDX-License-Identifier: Apache-2.0
/** The filter language and what is asked of the store. */
@NullMarked
package dev.clew.viewer.query;

import org.jspecify.annotations.NullMarked;
