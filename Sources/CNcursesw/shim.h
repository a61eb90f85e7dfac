#ifndef CNCURSESW_SHIM_H
#define CNCURSESW_SHIM_H

// Must come first: without it <curses.h> hides cchar_t, get_wch and everything else that is wide.
#define NCURSES_WIDECHAR 1
#include <curses.h>
// setupterm and del_curterm: looking a terminal up before taking it over.
#include <term.h>

#include <langinfo.h>

/// Distributions differ in whether WINDOW's fields are open; with closed ones Swift calls a pointer
/// to it OpaquePointer. This name fits both.
typedef WINDOW *cncursesw_window;

// Attributes are macros that cast and shift; Swift imports only plain constants.
static const attr_t cncursesw_bold = A_BOLD;
static const attr_t cncursesw_dim = A_DIM;
static const attr_t cncursesw_italic = A_ITALIC;
static const attr_t cncursesw_reverse = A_REVERSE;
static const attr_t cncursesw_underline = A_UNDERLINE;

/// `stdscr`, a mutable global that Swift 6 refuses to read.
static inline WINDOW *cncursesw_screen(void) { return stdscr; }
/// `curscr`, likewise: what ncurses believes the terminal to show.
static inline WINDOW *cncursesw_shown(void) { return curscr; }
/// `COLORS`, likewise.
static inline int cncursesw_colors(void) { return COLORS; }
/// `CCHARW_MAX`, which a later ncurses may make an expression: scalars that one cell holds.
static inline int cncursesw_scalars_per_cell(void) { return CCHARW_MAX; }

/// `tigetstr` without its second failure value, the pointer −1, which Swift cannot compare with.
static inline const char *cncursesw_capability(const char *name) {
  const char *found = tigetstr(name);
  return found == (const char *)-1 ? NULL : found;
}

/// `setcchar` with a pair beyond 32,767: its last argument is an untyped pointer to the pair.
static inline int cncursesw_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes,
                                     int pair) {
  return setcchar(cell, text, attributes, 0, &pair);
}

/// `CODESET`, an enumerator that is also a macro of its own name.
static inline const char *cncursesw_codeset(void) { return nl_langinfo(CODESET); }

#endif
