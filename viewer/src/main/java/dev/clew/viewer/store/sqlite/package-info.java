// SPDX-License-Identifier: Apache-2.0
/** The default store: one SQLite file. All SQL is here. */
@NullMarked
package dev.clew.viewer.store.sqlite;

import org.jspecify.annotations.NullMarked;
