/** What the islands say, in the four languages of the page. */
export interface Words {
  readonly saved: string; readonly saving: string; readonly connecting: string; readonly backOnline: string;
  offline(changes: number, kept: boolean): string; keeping(changes: number): string;
  readonly offlineHint: string; readonly notKept: string;
  back(saved: number, writers: number): string;
  signedOut(kept: boolean): string; otherUser(kept: boolean): string; readonly signIn: string; readonly refused: string;
  readonly circuitAway: string; readonly reloadSoon: string; readonly tooManyPages: string;
  couldNotBeSent(changes: number, kept: boolean): string;
  readonly show: string; readonly hide: string; readonly copy: string; readonly copied: string;
  readonly tryAgain: string; readonly discard: string; readonly deletion: string; readonly dismiss: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly undo: string; readonly redo: string; readonly typing: string;
  pasteTooLong(max: number, pasted: number): string;
  full(max: number): string;
  count(length: number, max: number): string;
  removed(characters: number): string;
  isHere(names: readonly string[]): string;
  unsentTitle(changes: number): string;
  readonly unsentText: string; readonly sendFirst: string; readonly sending: string; readonly download: string; readonly discardAndLeave: string; readonly stay: string;
  readonly stillUnsent: string; readonly notSentYet: string;
  draftsTitle(comments: number): string;
  readonly draftsText: string;
  readonly toolbar: string; readonly bold: string; readonly italic: string; readonly heading: string; readonly list: string; readonly link: string; readonly comment: string;
}

export const number = (locale: string) => { const format = new Intl.NumberFormat(locale); return (value: number) => format.format(value); };

const en = number("en"), es = number("es"), bn = number("bn"), ne = number("ne");
export const s = (count: number, one: string, many: string) => (count === 1 ? one : many);

export const WORDS: Readonly<Record<"en" | "es" | "bn" | "ne", Words>> = {
  en: {
    saved: "Saved", saving: "Saving…", connecting: "Connecting…", backOnline: "Back online",
    offline: (n, kept) => n === 0 ? "Offline" : `Offline: ${en(n)} ${s(n, "change", "changes")} ${kept ? "kept" : "not kept"} on this device`,
    keeping: n => `Offline: keeping ${en(n)} ${s(n, "change", "changes")} on this device…`,
    offlineHint: "You can go on writing.", notKept: "Changes are not kept on this device now: leave this page open until they are saved.",
    back: (n, w) => "Back online." + (n > 0 ? ` ${en(n)} ${s(n, "change", "changes")} saved` : "") + (w > 0 ? `${n > 0 ? ";" : ""} ${en(w)} ${s(w, "person", "people")} wrote meanwhile` : "") + (n + w > 0 ? "." : ""),
    signedOut: kept => `You are signed out. ${kept ? "What you wrote is kept on this device." : "What you wrote is not kept on this device: leave this page open and sign in in another tab."}`,
    otherUser: kept => `Somebody else signed in in this browser. ${kept ? "What you wrote is kept on this device" : "What you wrote is not kept on this device: leave this page open. It"} is sent when you sign in again.`,
    signIn: "Sign in", refused: "This plan cannot be opened.",
    circuitAway: "Buttons and lists wait for the line. You can go on writing.", reloadSoon: "The page comes back by itself when everything is saved.",
    tooManyPages: "Too many pages are open: one person may have 20, one address 100. Close one that you do not need, and this page wakes by itself.",
    couldNotBeSent: (n, kept) => `${en(n)} ${s(n, "change", "changes")} could not be sent${kept ? s(n, ", but is kept on this device", ", but are kept on this device") : ""}`,
    show: "Show", hide: "Hide", copy: "Copy the text", copied: "Copied", tryAgain: "Try again", discard: "Discard",
    deletion: "(text you took out)", dismiss: "Close",
    reasons: {
      planLocked: "The plan is final.", notAllowed: "Your role may not change this.", tooLong: "The text would be too long.",
      unknownNode: "This part of the plan is no longer there.", failed: "The server could not work with it.",
    },
    undo: "Undo", redo: "Redo", typing: "typing",
    pasteTooLong: (m, p) => `This text may have ${en(m)} characters; the paste has ${en(p)}. Nothing was pasted: shorten it or split it.`,
    full: m => `This text has ${en(m)} characters, the most it may have.`,
    count: (l, m) => `${en(l)} of ${en(m)} characters`,
    removed: n => `${en(n)} ${s(n, "character", "characters")} that cannot be kept ${s(n, "was", "were")} left out.`,
    isHere: names => `${names.join(", ")} ${s(names.length, "is", "are")} here`,
    unsentTitle: n => `${en(n)} ${s(n, "change is", "changes are")} not sent`,
    unsentText: "Send them before you sign out, or download a copy. What is discarded is gone.",
    sendFirst: "Send and sign out", sending: "Sending…", download: "Download", discardAndLeave: "Discard and sign out", stay: "Stay signed in",
    stillUnsent: "They could not be sent now. Try again, download them, or discard them.", notSentYet: "Not sent yet",
    draftsTitle: n => `${en(n)} ${s(n, "comment is", "comments are")} written and not sent`,
    draftsText: "A comment is sent where you wrote it: stay signed in for that, or download a copy. What is discarded is gone.",
    toolbar: "Format", bold: "Bold", italic: "Italic", heading: "Heading", list: "List", link: "Link", comment: "Comment",
  },
  es: {
    saved: "Guardado", saving: "Guardando…", connecting: "Conectando…", backOnline: "De nuevo en línea",
    offline: (n, kept) => n === 0 ? "Sin conexión" : `Sin conexión: ${es(n)} ${s(n, "cambio", "cambios")} ${kept ? "" : "no "}${s(n, "guardado", "guardados")} en este equipo`,
    keeping: n => `Sin conexión: guardando ${es(n)} ${s(n, "cambio", "cambios")} en este equipo…`,
    offlineHint: "Puede seguir escribiendo.", notKept: "Ahora los cambios no se guardan en este equipo: deje esta página abierta hasta que estén guardados.",
    back: (n, w) => "De nuevo en línea." + (n > 0 ? ` ${es(n)} ${s(n, "cambio guardado", "cambios guardados")}` : "") + (w > 0 ? `${n > 0 ? ";" : ""} ${es(w)} ${s(w, "persona escribió", "personas escribieron")} mientras tanto` : "") + (n + w > 0 ? "." : ""),
    signedOut: kept => `Su sesión terminó. ${kept ? "Lo que escribió está guardado en este equipo." : "Lo que escribió no está guardado en este equipo: deje esta página abierta e inicie sesión en otra pestaña."}`,
    otherUser: kept => `Otra persona inició sesión en este navegador. ${kept ? "Lo que usted escribió está guardado en este equipo y se enviará" : "Lo que usted escribió no está guardado en este equipo: deje esta página abierta. Se enviará"} cuando inicie sesión de nuevo.`,
    signIn: "Iniciar sesión", refused: "No se puede abrir este plan.",
    circuitAway: "Los botones y las listas esperan la conexión. Puede seguir escribiendo.", reloadSoon: "La página vuelve sola cuando todo esté guardado.",
    tooManyPages: "Hay demasiadas páginas abiertas: una persona puede tener 20 y una dirección 100. Cierre una que no necesite y esta página se activará sola.",
    couldNotBeSent: (n, kept) => `${es(n)} ${s(n, "cambio no se pudo enviar", "cambios no se pudieron enviar")}${kept ? s(n, ", pero está guardado en este equipo", ", pero están guardados en este equipo") : ""}`,
    show: "Mostrar", hide: "Ocultar", copy: "Copiar el texto", copied: "Copiado", tryAgain: "Intentar de nuevo", discard: "Descartar",
    deletion: "(texto que usted quitó)", dismiss: "Cerrar",
    reasons: {
      planLocked: "El plan es definitivo.", notAllowed: "Su función no puede cambiar esto.", tooLong: "El texto sería demasiado largo.",
      unknownNode: "Esta parte del plan ya no está.", failed: "El servidor no pudo procesarlo.",
    },
    undo: "Deshacer", redo: "Rehacer", typing: "escritura",
    pasteTooLong: (m, p) => `Este texto puede tener ${es(m)} caracteres; lo pegado tiene ${es(p)}. No se pegó nada: acórtelo o divídalo.`,
    full: m => `Este texto tiene ${es(m)} caracteres, el máximo.`,
    count: (l, m) => `${es(l)} de ${es(m)} caracteres`,
    removed: n => `Se ${s(n, "omitió", "omitieron")} ${es(n)} ${s(n, "carácter que no se puede guardar", "caracteres que no se pueden guardar")}.`,
    isHere: names => `${names.join(", ")} ${s(names.length, "está", "están")} aquí`,
    unsentTitle: n => `${es(n)} ${s(n, "cambio no se ha enviado", "cambios no se han enviado")}`,
    unsentText: "Envíelos antes de cerrar la sesión o descargue una copia. Lo que se descarta se pierde.",
    sendFirst: "Enviar y cerrar sesión", sending: "Enviando…", download: "Descargar", discardAndLeave: "Descartar y cerrar sesión", stay: "Seguir en la sesión",
    stillUnsent: "No se pudieron enviar ahora. Intente de nuevo, descárguelos o descártelos.", notSentYet: "Aún sin enviar",
    draftsTitle: n => `${es(n)} ${s(n, "comentario está escrito y no se ha enviado", "comentarios están escritos y no se han enviado")}`,
    draftsText: "Un comentario se envía donde lo escribió: siga en la sesión para hacerlo o descargue una copia. Lo que se descarta se pierde.",
    toolbar: "Formato", bold: "Negrita", italic: "Cursiva", heading: "Título", list: "Lista", link: "Enlace", comment: "Comentar",
  },
  bn: {
    saved: "সংরক্ষিত", saving: "সংরক্ষণ হচ্ছে…", connecting: "সংযোগ হচ্ছে…", backOnline: "আবার অনলাইন",
    offline: (n, kept) => n === 0 ? "অফলাইন" : `অফলাইন: ${bn(n)}টি পরিবর্তন এই যন্ত্রে ${kept ? "রাখা আছে" : "রাখা নেই"}`,
    keeping: n => `অফলাইন: ${bn(n)}টি পরিবর্তন এই যন্ত্রে রাখা হচ্ছে…`,
    offlineHint: "আপনি লিখে যেতে পারেন।", notKept: "পরিবর্তনগুলি এখন এই যন্ত্রে রাখা হচ্ছে না: সংরক্ষিত না হওয়া পর্যন্ত পাতাটি খোলা রাখুন।",
    back: (n, w) => "আবার অনলাইন।" + (n > 0 ? ` ${bn(n)}টি পরিবর্তন সংরক্ষিত` : "") + (w > 0 ? `${n > 0 ? ";" : ""} এর মধ্যে ${bn(w)} জন লিখেছেন` : "") + (n + w > 0 ? "।" : ""),
    signedOut: kept => `আপনি সাইন আউট হয়েছেন। ${kept ? "আপনার লেখা এই যন্ত্রে রাখা আছে।" : "আপনার লেখা এই যন্ত্রে রাখা নেই: পাতাটি খোলা রেখে অন্য ট্যাবে সাইন ইন করুন।"}`,
    otherUser: kept => `এই ব্রাউজারে অন্য কেউ সাইন ইন করেছেন। ${kept ? "আপনার লেখা এই যন্ত্রে রাখা আছে;" : "আপনার লেখা এই যন্ত্রে রাখা নেই: পাতাটি খোলা রাখুন;"} আপনি আবার সাইন ইন করলে পাঠানো হবে।`,
    signIn: "সাইন ইন", refused: "এই পরিকল্পনা খোলা যাচ্ছে না।",
    circuitAway: "বোতাম ও তালিকা সংযোগের অপেক্ষায়। আপনি লিখে যেতে পারেন।", reloadSoon: "সব সংরক্ষিত হলে পাতাটি নিজেই ফিরে আসবে।",
    tooManyPages: "অনেক বেশি পাতা খোলা আছে: একজনের ২০টি ও এক ঠিকানার ১০০টি খোলা থাকতে পারে। অপ্রয়োজনীয় একটি বন্ধ করুন, এই পাতাটি নিজেই চালু হবে।",
    couldNotBeSent: (n, kept) => `${bn(n)}টি পরিবর্তন পাঠানো যায়নি${kept ? ", তবে এই যন্ত্রে রাখা আছে" : ""}`,
    show: "দেখুন", hide: "লুকান", copy: "লেখা কপি করুন", copied: "কপি হয়েছে", tryAgain: "আবার চেষ্টা করুন", discard: "বাদ দিন",
    deletion: "(আপনি যে লেখা মুছেছেন)", dismiss: "বন্ধ করুন",
    reasons: {
      planLocked: "পরিকল্পনাটি চূড়ান্ত।", notAllowed: "আপনার ভূমিকা এটি বদলাতে পারে না।", tooLong: "লেখাটি বেশি দীর্ঘ হয়ে যেত।",
      unknownNode: "পরিকল্পনার এই অংশটি আর নেই।", failed: "সার্ভার এটি নিয়ে কাজ করতে পারেনি।",
    },
    undo: "ফিরিয়ে নিন", redo: "আবার করুন", typing: "লেখা",
    pasteTooLong: (m, p) => `এই লেখায় ${bn(m)}টি অক্ষর থাকতে পারে; পেস্টে আছে ${bn(p)}টি। কিছুই পেস্ট হয়নি: ছোট করুন বা ভাগ করুন।`,
    full: m => `এই লেখায় ${bn(m)}টি অক্ষর আছে, যা সর্বোচ্চ।`,
    count: (l, m) => `${bn(m)}টির মধ্যে ${bn(l)}টি অক্ষর`,
    removed: n => `${bn(n)}টি অক্ষর রাখা যায় না বলে বাদ দেওয়া হয়েছে।`,
    isHere: names => `${names.join(", ")} এখানে আছেন`,
    unsentTitle: n => `${bn(n)}টি পরিবর্তন পাঠানো হয়নি`,
    unsentText: "সাইন আউট করার আগে পাঠান, বা একটি কপি ডাউনলোড করুন। যা বাদ দেওয়া হয়, তা আর ফেরে না।",
    sendFirst: "পাঠিয়ে সাইন আউট করুন", sending: "পাঠানো হচ্ছে…", download: "ডাউনলোড করুন", discardAndLeave: "বাদ দিয়ে সাইন আউট করুন", stay: "সাইন ইন থাকুন",
    stillUnsent: "এখন পাঠানো যায়নি। আবার চেষ্টা করুন, ডাউনলোড করুন বা বাদ দিন।", notSentYet: "এখনও পাঠানো হয়নি",
    draftsTitle: n => `${bn(n)}টি মন্তব্য লেখা আছে, পাঠানো হয়নি`,
    draftsText: "মন্তব্য যেখানে লিখেছেন সেখান থেকেই পাঠাতে হয়: সেজন্য সাইন ইন থাকুন, বা একটি কপি ডাউনলোড করুন। যা বাদ দেওয়া হয়, তা আর ফেরে না।",
    toolbar: "বিন্যাস", bold: "মোটা", italic: "বাঁকা", heading: "শিরোনাম", list: "তালিকা", link: "লিংক", comment: "মন্তব্য",
  },
  ne: {
    saved: "सुरक्षित", saving: "सुरक्षित हुँदैछ…", connecting: "जोडिँदैछ…", backOnline: "फेरि अनलाइन",
    offline: (n, kept) => n === 0 ? "अफलाइन" : `अफलाइन: ${ne(n)} परिवर्तन यस यन्त्रमा ${kept ? "राखिएको छ" : "राखिएको छैन"}`,
    keeping: n => `अफलाइन: ${ne(n)} परिवर्तन यस यन्त्रमा राखिँदै छ…`,
    offlineHint: "तपाईं लेख्दै जान सक्नुहुन्छ।", notKept: "परिवर्तनहरू अहिले यस यन्त्रमा राखिँदैनन्: सुरक्षित नहुन्जेल यो पृष्ठ खुला राख्नुहोस्।",
    back: (n, w) => "फेरि अनलाइन।" + (n > 0 ? ` ${ne(n)} परिवर्तन सुरक्षित` : "") + (w > 0 ? `${n > 0 ? ";" : ""} यसबीच ${ne(w)} जनाले लेखे` : "") + (n + w > 0 ? "।" : ""),
    signedOut: kept => `तपाईं साइन आउट हुनुभयो। ${kept ? "तपाईंले लेखेको यस यन्त्रमा राखिएको छ।" : "तपाईंले लेखेको यस यन्त्रमा राखिएको छैन: यो पृष्ठ खुला राखेर अर्को ट्याबमा साइन इन गर्नुहोस्।"}`,
    otherUser: kept => `यस ब्राउजरमा अरू कसैले साइन इन गर्नुभयो। ${kept ? "तपाईंले लेखेको यस यन्त्रमा राखिएको छ;" : "तपाईंले लेखेको यस यन्त्रमा राखिएको छैन: यो पृष्ठ खुला राख्नुहोस्;"} तपाईंले फेरि साइन इन गर्दा पठाइन्छ।`,
    signIn: "साइन इन", refused: "यो योजना खोल्न सकिँदैन।",
    circuitAway: "बटन र सूचीहरू लाइन पर्खिरहेका छन्। तपाईं लेख्दै जान सक्नुहुन्छ।", reloadSoon: "सबै सुरक्षित भएपछि पृष्ठ आफैं फर्कन्छ।",
    tooManyPages: "धेरै पृष्ठ खुला छन्: एक जनाका २० र एउटै ठेगानाका १०० सम्म खुला हुन सक्छन्। नचाहिने एउटा बन्द गर्नुहोस्, यो पृष्ठ आफैं चल्नेछ।",
    couldNotBeSent: (n, kept) => `${ne(n)} परिवर्तन पठाउन सकिएन${kept ? ", तर यस यन्त्रमा राखिएको छ" : ""}`,
    show: "देखाउनुहोस्", hide: "लुकाउनुहोस्", copy: "पाठ प्रतिलिपि गर्नुहोस्", copied: "प्रतिलिपि भयो", tryAgain: "फेरि प्रयास गर्नुहोस्", discard: "हटाउनुहोस्",
    deletion: "(तपाईंले हटाउनुभएको पाठ)", dismiss: "बन्द गर्नुहोस्",
    reasons: {
      planLocked: "योजना अन्तिम भइसक्यो।", notAllowed: "तपाईंको भूमिकाले यो बदल्न सक्दैन।", tooLong: "पाठ धेरै लामो हुने थियो।",
      unknownNode: "योजनाको यो भाग अब छैन।", failed: "सर्भरले यसलाई सम्हाल्न सकेन।",
    },
    undo: "फिर्ता लिनुहोस्", redo: "फेरि गर्नुहोस्", typing: "लेखाइ",
    pasteTooLong: (m, p) => `यस पाठमा ${ne(m)} अक्षर हुन सक्छन्; टाँस्न खोजेकोमा ${ne(p)} छन्। केही टाँसिएन: छोट्याउनुहोस् वा टुक्र्याउनुहोस्।`,
    full: m => `यस पाठमा ${ne(m)} अक्षर छन्, योभन्दा बढी हुन सक्दैन।`,
    count: (l, m) => `${ne(m)} मध्ये ${ne(l)} अक्षर`,
    removed: n => `राख्न नमिल्ने ${ne(n)} अक्षर छोडियो।`,
    isHere: names => `${names.join(", ")} यहाँ हुनुहुन्छ`,
    unsentTitle: n => `${ne(n)} परिवर्तन पठाइएको छैन`,
    unsentText: "साइन आउट गर्नुअघि पठाउनुहोस्, वा प्रतिलिपि डाउनलोड गर्नुहोस्। हटाइएको कुरा फर्कँदैन।",
    sendFirst: "पठाएर साइन आउट गर्नुहोस्", sending: "पठाइँदैछ…", download: "डाउनलोड गर्नुहोस्", discardAndLeave: "हटाएर साइन आउट गर्नुहोस्", stay: "साइन इनमै रहनुहोस्",
    stillUnsent: "अहिले पठाउन सकिएन। फेरि प्रयास गर्नुहोस्, डाउनलोड गर्नुहोस् वा हटाउनुहोस्।", notSentYet: "अझै पठाइएको छैन",
    draftsTitle: n => `${ne(n)} टिप्पणी लेखिएको छ, पठाइएको छैन`,
    draftsText: "टिप्पणी जहाँ लेख्नुभयो त्यहीँबाट पठाइन्छ: त्यसका लागि साइन इनमै रहनुहोस्, वा प्रतिलिपि डाउनलोड गर्नुहोस्। हटाइएको कुरा फर्कँदैन।",
    toolbar: "ढाँचा", bold: "मोटो", italic: "छड्के", heading: "शीर्षक", list: "सूची", link: "लिङ्क", comment: "टिप्पणी",
  },
};

export type Language = keyof typeof WORDS;

export function languageOf(tag: string): Language {
  const code = tag.slice(0, 2).toLowerCase();
  return code === "es" || code === "bn" || code === "ne" ? code : "en";
}

export const wordsFor = (tag: string): Words => WORDS[languageOf(tag)];
