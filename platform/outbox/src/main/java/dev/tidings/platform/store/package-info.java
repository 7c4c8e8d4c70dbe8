/**
 * SQL as the features write it: statements with their parameters in, rows out. Everything joins the
 * present transaction, or is one of its own.
 */
package dev.tidings.platform.store;
