/** What the offline page says, in the four languages. */
import { type Language, number, s } from "./words";

export interface OfflineWords {
  readonly title: string; kept(changes: number): string; readonly none: string; readonly comesBack: string; readonly texts: string;
}

const en = number("en"), es = number("es"), bn = number("bn"), ne = number("ne");

export const OFFLINE_WORDS: Readonly<Record<Language, OfflineWords>> = {
  en: {
    title: "You are offline", kept: n => `${en(n)} ${s(n, "change is", "changes are")} kept on this device.`, none: "Nothing is waiting to be sent.",
    comesBack: "This page comes back by itself.", texts: "Not sent yet",
  },
  es: {
    title: "Sin conexión", kept: n => `${es(n)} ${s(n, "cambio está guardado", "cambios están guardados")} en este equipo.`, none: "No hay nada por enviar.",
    comesBack: "Esta página vuelve sola.", texts: "Aún sin enviar",
  },
  bn: {
    title: "আপনি অফলাইনে আছেন", kept: n => `${bn(n)}টি পরিবর্তন এই যন্ত্রে রাখা আছে।`, none: "পাঠানোর জন্য কিছু অপেক্ষায় নেই।",
    comesBack: "পাতাটি নিজেই ফিরে আসবে।", texts: "এখনও পাঠানো হয়নি",
  },
  ne: {
    title: "तपाईं अफलाइन हुनुहुन्छ", kept: n => `${ne(n)} परिवर्तन यस यन्त्रमा राखिएको छ।`, none: "पठाउन बाँकी केही छैन।",
    comesBack: "यो पृष्ठ आफैं फर्कन्छ।", texts: "अझै पठाइएको छैन",
  },
};
